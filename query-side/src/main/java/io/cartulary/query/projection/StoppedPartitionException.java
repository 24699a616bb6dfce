package io.cartulary.query.projection;

/** A record at which its partition stops: the records before it can still be projected. */
final class StoppedPartitionException extends RuntimeException {

    private final int partition;
    private final long offset;

    StoppedPartitionException(int partition, long offset, String reason) {
        super(reason);
        this.partition = partition;
        this.offset = offset;
    }

    int partition() {
        return partition;
    }

    long offset() {
        return offset;
    }
}
