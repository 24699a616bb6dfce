package io.cartulary.query.projection;

import io.cartulary.query.store.Cql;
import io.cartulary.query.view.Versioned;
import java.util.List;

/**
 * The last state of one view of one stream after a batch, and its writes.
 *
 * @param beside the rows that follow from the events and are written first
 * @param write writes the row of the state
 */
record FoldedRow(Assignment.Key key, Versioned state, List<Cql> beside, Cql write) {}
