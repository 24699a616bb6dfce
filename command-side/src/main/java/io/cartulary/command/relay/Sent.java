package io.cartulary.command.relay;

import org.jspecify.annotations.Nullable;

/**
 * The result of sending a batch.
 *
 * @param upTo the last position up to which Kafka has acknowledged everything
 * @param complete whether that is all of the batch
 * @param offset of the record with that position; {@link Acknowledged#NO_OFFSET} when it is not known
 * @param loss how Kafka has lost records that it acknowledged before; null if it has not
 */
public record Sent(
        long upTo, boolean complete, long offset, @Nullable String loss) {

    Sent(long upTo, boolean complete) {
        this(upTo, complete, Acknowledged.NO_OFFSET, null);
    }
}
