package io.cartulary.command.relay;

/**
 * The result of sending a batch.
 *
 * @param upTo the last position up to which Kafka has acknowledged everything
 * @param complete whether that is all of the batch
 */
public record Sent(long upTo, boolean complete) {}
