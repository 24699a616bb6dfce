package io.cartulary.query.projection;

import io.cartulary.query.quarantine.PartitionQuarantine;
import io.cartulary.query.quarantine.QuarantineAdmission.Rejected;
import io.cartulary.query.topic.TopicRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The in-memory state of a partition while this replica projects it. It only changes inside the serial executor. */
public final class Partition {

    private static final Logger LOG = Logger.getLogger(Partition.class);

    private final int number;
    private volatile long position;
    private final PartitionQuarantine quarantine;
    private final Map<String, List<Integer>> generations = new ConcurrentHashMap<>();
    private volatile @Nullable StoppedPartition halt;

    /**
     * The record at which a partition is stopped. The cause is no single stream: positions before it are missing from
     * the partition, or the quarantine is full.
     *
     * @param offset the offset of the record that can't be processed
     * @param rewound whether that record is being polled again
     */
    record StoppedPartition(long offset, String reason, boolean rewound) {

        static StoppedPartition missingPosition(TopicRecord next, long before) {
            return at(
                    next.partition(),
                    next.position(),
                    next.offset(),
                    before > 0
                            ? "positions are missing, the last one seen is " + before
                            : "positions are missing, none has been seen: the topic begins later, or the checkpoint's row is gone");
        }

        static StoppedPartition fullQuarantine(Rejected rejected) {
            return at(
                    rejected.stream().partition(),
                    rejected.stream().position(),
                    rejected.stream().offset(),
                    rejected.reason());
        }

        private static StoppedPartition at(int partition, long position, long offset, String problem) {
            return new StoppedPartition(
                    offset,
                    "partition %d, position %d, offset %d: %s".formatted(partition, position, offset, problem),
                    false);
        }

        StoppedPartition rewinding() {
            return new StoppedPartition(offset, reason, true);
        }
    }

    Partition(int number, long position, PartitionQuarantine quarantine) {
        this.number = number;
        this.position = position;
        this.quarantine = quarantine;
    }

    /** Its number in the topic. */
    public int number() {
        return number;
    }

    /** The position up to which all events are visible or in quarantine. */
    public long position() {
        return position;
    }

    void advance(long to) {
        position = Math.max(position, to);
    }

    /** Its streams in quarantine, and those with discarded events. */
    public PartitionQuarantine quarantine() {
        return quarantine;
    }

    /** The generations that its events are projected into, for the views of a category. */
    public List<Integer> generations(String category) {
        return generations.getOrDefault(category, List.of(1));
    }

    /** Has events projected into these generations. Takes effect at the next event. */
    public void project(String category, List<Integer> into) {
        generations.put(category, List.copyOf(into));
    }

    Optional<StoppedPartition> halt() {
        return Optional.ofNullable(halt);
    }

    /** Stops it, or has it continue. Logs each change once. */
    void halt(@Nullable StoppedPartition next) {
        StoppedPartition before = halt;
        if (next == null) {
            if (before != null) {
                LOG.infof("partition %d resumes", number);
            }
        } else if (before == null || before.offset() != next.offset()) {
            LOG.errorf("a partition is stopped: %s", next.reason());
        }
        halt = next;
    }
}
