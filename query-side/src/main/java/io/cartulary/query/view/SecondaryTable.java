package io.cartulary.query.view;

import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Tables;
import java.util.List;

/**
 * Answers a question about many streams from a table of its own, whose rows follow from the states that a
 * {@link Projection} folds. The projection finds its secondary tables by CDI.
 *
 * @param <S> the state of the view, one per stream
 */
public interface SecondaryTable<S> extends Tables {

    /**
     * The rows that follow from these transitions: of the last state, or of each event. They must not depend on the
     * batches: the transitions of a stream may come one by one or many at once, and some of them again after a crash.
     * Hence each row has its transition's version as the timestamp, no row is deleted, and a row of a state is written
     * again by every later state that could change it.
     *
     * @param steps of one stream, in order, at least one
     */
    List<Cql> rows(List<Transition<S>> steps);
}
