package io.cartulary.query.projection;

/**
 * This replica has made all events of a partition visible up to a position.
 *
 * @param partition of the topic
 * @param position of the last event that is visible
 */
public record CheckpointAdvanced(int partition, long position) {}
