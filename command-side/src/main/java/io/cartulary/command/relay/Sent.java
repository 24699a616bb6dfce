package io.cartulary.command.relay;

/**
 * How a batch fared.
 *
 * @param upTo the last position up to which Kafka has acknowledged everything
 * @param complete whether that is all of the batch
 */
public record Sent(long upTo, boolean complete) {}
