package io.cartulary.query.projection;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.store.Cql;
import io.cartulary.query.view.Versioned;
import java.util.List;

/**
 * The last state of one view of one stream after a batch, and its writes.
 *
 * @param beside the rows that follow from the events and are written first
 * @param write writes the row of the state
 */
public record FoldedRow(Key key, Versioned state, List<Cql> beside, Cql write) {

    /** The row of one view, named by its tables, in one generation, for one stream. */
    public record Key(String view, int generation, StreamId stream) {}
}
