package io.cartulary.query.projection;

import io.cartulary.contracts.StreamId;
import java.util.Collection;

/**
 * This replica has made new events of these streams visible.
 *
 * @param streams may contain streams without new events
 */
public record StreamsProjected(Collection<StreamId> streams) {}
