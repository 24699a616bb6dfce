package io.cartulary.query.list;

import io.cartulary.contracts.Channels;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Multi;
import java.util.stream.IntStream;

/**
 * Splits a large partition of a table into as many as the topic has: a stream's rows are in the bucket of its
 * partition, which never changes.
 */
public final class Buckets {

    private Buckets() {}

    public static int of(StreamId stream) {
        return stream.partition();
    }

    public static Multi<Integer> all() {
        return Multi.createFrom().items(IntStream.range(0, Channels.PARTITIONS).boxed());
    }
}
