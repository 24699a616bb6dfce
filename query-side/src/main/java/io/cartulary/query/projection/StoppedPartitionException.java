package io.cartulary.query.projection;

import io.cartulary.query.topic.TopicRecord;

/**
 * A record at which its partition stops. The cause is no single stream: positions before it are missing from the
 * partition, or the quarantine is full.
 */
final class StoppedPartitionException extends RuntimeException {

    private final int partition;
    private final long offset;

    private StoppedPartitionException(TopicRecord polled, String problem) {
        super("partition %d, position %d, offset %d: %s"
                .formatted(polled.partition(), polled.position(), polled.offset(), problem));
        this.partition = polled.partition();
        this.offset = polled.offset();
    }

    static StoppedPartitionException missingPosition(TopicRecord polled, long before) {
        return new StoppedPartitionException(polled, "positions are missing, the last one seen is " + before);
    }

    static StoppedPartitionException quarantineFull(TopicRecord polled, int streams) {
        return new StoppedPartitionException(
                polled, "%d streams are in quarantine already, the most there may be".formatted(streams));
    }

    int partition() {
        return partition;
    }

    long offset() {
        return offset;
    }
}
