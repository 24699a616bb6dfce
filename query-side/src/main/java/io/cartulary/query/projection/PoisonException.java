package io.cartulary.query.projection;

import io.cartulary.contracts.UnreadableEventException;
import io.cartulary.query.timeline.Recorded;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event that must not be projected, and so nothing that comes after it: it can't be read, it does not fit what was
 * before it, or something before it is missing.
 */
public final class PoisonException extends RuntimeException {

    private final int partition;
    private final long offset;

    private PoisonException(String message, int partition, long offset, @Nullable Throwable cause) {
        super(message, cause);
        this.partition = partition;
        this.offset = offset;
    }

    static PoisonException unreadable(ConsumerRecord<String, String> polled, RuntimeException cause) {
        return new PoisonException(
                "unreadable event, partition %d, offset %d: %s"
                        .formatted(polled.partition(), polled.offset(), explained(cause)),
                polled.partition(),
                polled.offset(),
                cause);
    }

    static PoisonException unfoldable(Polled polled, RuntimeException cause) {
        return at(polled, "can't be folded: " + explained(cause), cause);
    }

    static PoisonException unfollowed(Polled polled) {
        return at(
                polled,
                "no view follows streams of the category "
                        + polled.recorded().streamId().category(),
                null);
    }

    static PoisonException missingVersion(Polled polled, long before) {
        return at(polled, "versions are missing, the last one seen is " + before, null);
    }

    static PoisonException missingPosition(Polled polled, long before) {
        return at(polled, "positions are missing, the last one seen is " + before, null);
    }

    int partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    private static PoisonException at(Polled polled, String problem, @Nullable Throwable cause) {
        Recorded recorded = polled.recorded();
        return new PoisonException(
                "stream %s, version %d, partition %d, position %d, offset %d: %s"
                        .formatted(
                                recorded.streamId(),
                                recorded.version(),
                                polled.partition(),
                                polled.position(),
                                polled.offset(),
                                problem),
                polled.partition(),
                polled.offset(),
                cause);
    }

    private static String explained(RuntimeException cause) {
        return cause instanceof UnreadableEventException && cause.getCause() != null
                ? cause.getMessage() + ": " + cause.getCause().getMessage()
                : cause.toString();
    }
}
