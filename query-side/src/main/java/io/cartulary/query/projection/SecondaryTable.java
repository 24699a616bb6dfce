package io.cartulary.query.projection;

import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Tables;
import java.util.List;

/**
 * Answers a question about many streams from a table of its own, that follows from the states that a {@link Projection} folds
 * anyway. The view finds its listings by CDI.
 *
 * @param <S> the state of the view, one per stream
 */
public interface SecondaryTable<S> extends Tables {

    /**
     * The rows that follow from these steps: of the last state, or of each event. They hold whatever the batches are:
     * the steps of a stream may come one by one or many at once, and some of them again after a crash. Hence each row
     * carries its step's version as the timestamp, no row is deleted, and a row that a state has made is written anew by
     * every later one that could say something else.
     *
     * @param steps of one stream, in order, and at least one
     */
    List<Cql> rows(List<Transition<S>> steps);
}
