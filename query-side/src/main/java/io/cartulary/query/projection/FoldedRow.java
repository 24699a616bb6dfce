package io.cartulary.query.projection;

import io.cartulary.query.store.Cql;
import java.util.List;

/**
 * The last state of one view of one stream after a batch, and how to write it.
 *
 * @param beside what follows from the events and is to be written first
 * @param write the row of the state
 */
record FoldedRow(Assignment.Key key, Versioned state, List<Cql> beside, Cql write) {}
