package io.cartulary.query.projection;

import io.cartulary.query.store.Cql;

/** The last state of one view of one stream after a batch, and how to write it. */
record Folded(Assignment.Key key, Versioned state, Cql write) {}
