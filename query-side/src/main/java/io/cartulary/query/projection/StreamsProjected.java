package io.cartulary.query.projection;

import io.cartulary.contracts.StreamId;
import java.util.Collection;

/**
 * This replica has made news of these streams visible.
 *
 * @param streams perhaps with some that have no news
 */
public record StreamsProjected(Collection<StreamId> streams) {}
