package io.cartulary.command.relay;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the records of a partition in order where its broker doesn't know the producer. From a producer that it doesn't
 * know, a broker accepts a record with any sequence number: when it refuses the first of two requests, as it does until
 * it has made the log of a new partition, and accepts the second one, the records of the first one are refused for ever
 * ({@code findings/kafka-first-requests-out-of-order.sh}). So the first record to a partition goes alone, and everything
 * else of that partition waits until it is acknowledged.
 *
 * @param <R> a record
 */
final class FirstRecords<R> {

    private final Producer<R> producer;
    private final Duration knownFor;
    private final LongSupplier nanoTime;

    /** The nano time at which each partition's broker has last acknowledged something. */
    private final ConcurrentMap<Integer, Long> acknowledged = new ConcurrentHashMap<>();

    /** The partitions whose first record is on its way; completed when it is answered. */
    private final ConcurrentMap<Integer, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    /** Sends records of one partition, possibly in several requests at once. */
    interface Producer<R> {
        Uni<Sent> send(long firstPosition, List<R> records);
    }

    /** @param knownFor how long after an acknowledgement the broker is taken to know the producer */
    FirstRecords(Producer<R> producer, Duration knownFor, LongSupplier nanoTime) {
        this.producer = producer;
        this.knownFor = knownFor;
        this.nanoTime = nanoTime;
    }

    /** Sends the records, the first one alone if the partition's broker may not know the producer. */
    Uni<Sent> send(int partition, long firstPosition, List<R> records) {
        return Uni.createFrom().deferred(() -> {
            if (isKnownTo(partition)) {
                return sendNow(partition, firstPosition, records);
            }
            var answered = new CompletableFuture<Void>();
            CompletableFuture<Void> earlier = underWay.putIfAbsent(partition, answered);
            return earlier == null
                    ? sendFirstAlone(partition, firstPosition, records, answered)
                    : Uni.createFrom().completionStage(earlier).chain(() -> send(partition, firstPosition, records));
        });
    }

    private boolean isKnownTo(int partition) {
        @Nullable Long at = acknowledged.get(partition);
        return at != null && nanoTime.getAsLong() - at < knownFor.toNanos();
    }

    private Uni<Sent> sendFirstAlone(
            int partition, long firstPosition, List<R> records, CompletableFuture<Void> answered) {
        return sendNow(partition, firstPosition, records.subList(0, 1))
                .onTermination()
                .invoke(() -> {
                    underWay.remove(partition);
                    answered.complete(null);
                })
                .chain(first -> first.complete() && first.loss() == null && records.size() > 1
                        ? sendNow(partition, firstPosition + 1, records.subList(1, records.size()))
                        : Uni.createFrom().item(first));
    }

    private Uni<Sent> sendNow(int partition, long firstPosition, List<R> records) {
        return producer.send(firstPosition, records).invoke(sent -> {
            if (sent.complete()) {
                acknowledged.put(partition, nanoTime.getAsLong());
            } else {
                acknowledged.remove(partition);
            }
        });
    }
}
