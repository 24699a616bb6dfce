package io.cartulary.command.relay;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The last offset of each partition that Kafka has acknowledged to this replica. The next one is larger, unless Kafka has
 * lost what it acknowledged: the producer isn't told ({@code findings/kafka-topic-made-again.sh}).
 */
final class AcknowledgedOffsets {

    private final ConcurrentMap<Integer, Long> last = new ConcurrentHashMap<>();

    /**
     * To be called in the order of the acknowledgements.
     *
     * @return how Kafka has lost records; null if it has not
     */
    @Nullable
    String acknowledged(int partition, long offset) {
        Long before = last.put(partition, offset);
        if (before == null || offset > before) {
            return null;
        }
        last.put(partition, before);
        return "it acknowledged offset %d, and after that offset %d".formatted(before, offset);
    }

    /** The partition's offsets may begin at any other one. */
    void forget(int partition) {
        last.remove(partition);
    }
}
