package io.cartulary.command.relay;

import io.cartulary.command.relay.AcknowledgedTable.Stored;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stores what Kafka has acknowledged for the partitions' next leaders, compares it with Kafka's ends, and publishes what
 * Kafka has lost again when an operator has asked for it.
 */
final class KafkaLosses {

    private static final Logger LOG = Logger.getLogger(KafkaLosses.class);

    /** How often the table is asked for an operator's word, while a partition has stopped. */
    private static final Duration ASK_EVERY = Duration.ofSeconds(1);

    private final KafkaPartitions kafka;
    private final AcknowledgedTable table;
    private final Map<Integer, PartitionRelay> leading;
    private final Restart restart;
    private final Duration compareEvery;
    private final Map<Integer, Stored> kept = new ConcurrentHashMap<>();
    private final AtomicBoolean comparing = new AtomicBoolean();
    private final AtomicBoolean resuming = new AtomicBoolean();
    private volatile long comparedAt = System.nanoTime();
    private long askedAt = System.nanoTime();

    /** Puts a new relay in the place of one that has stopped. */
    interface Restart {
        void restart(PartitionRelay stopped, ResumePoint from);
    }

    /** @param leading the relays of the partitions that this replica leads at the moment */
    KafkaLosses(
            KafkaPartitions kafka,
            AcknowledgedTable table,
            Map<Integer, PartitionRelay> leading,
            Restart restart,
            Duration compareEvery) {
        this.kafka = kafka;
        this.table = table;
        this.leading = leading;
        this.restart = restart;
        this.compareEvery = compareEvery;
    }

    /** Where to resume the partitions, by what is stored of them and by Kafka. Blocks one of the workers. */
    Uni<Map<Integer, ResumePoint>> resumePoints() {
        return table.read().emitOn(Infrastructure.getDefaultWorkerPool()).map(stored -> {
            var acknowledged = new HashMap<Integer, Acknowledged>();
            stored.forEach((partition, each) -> acknowledged.put(partition, each.acknowledged()));
            var points = new HashMap<>(kafka.resumePoints(acknowledged));
            stored.forEach((partition, each) -> points.computeIfPresent(
                    partition, (_, point) -> each.loss() == null ? point : point.withLoss(each.loss())));
            return points;
        });
    }

    /** Stores what has been acknowledged since the last time. */
    Uni<Void> keep() {
        return keep(leading);
    }

    Uni<Void> keep(Map<Integer, PartitionRelay> relays) {
        var news = new HashMap<Integer, Stored>();
        relays.forEach((partition, relay) -> {
            Stored latest = toStore(relay);
            if (latest != null && !latest.equals(kept.get(partition))) {
                news.put(partition, latest);
            }
        });
        return news.isEmpty() ? Uni.createFrom().voidItem() : table.keep(news).invoke(() -> kept.putAll(news));
    }

    private static @Nullable Stored toStore(PartitionRelay relay) {
        Acknowledged acknowledged = relay.acknowledged();
        String loss = relay.loss();
        if (acknowledged == null && loss == null) {
            return null;
        }
        return new Stored(
                acknowledged == null ? new Acknowledged(relay.published(), Acknowledged.NO_OFFSET) : acknowledged,
                loss,
                false);
    }

    /** To be called often: does what there is to do. */
    Uni<Void> attend() {
        compareEnds();
        if (leading.values().stream().allMatch(relay -> relay.loss() == null)) {
            return Uni.createFrom().voidItem();
        }
        if (System.nanoTime() - askedAt < ASK_EVERY.toNanos()) {
            return keep();
        }
        askedAt = System.nanoTime();
        return keep().chain(table::read).invoke(this::resume).replaceWithVoid();
    }

    private void compareEnds() {
        if (leading.isEmpty()
                || System.nanoTime() - comparedAt < compareEvery.toNanos()
                || !comparing.compareAndSet(false, true)) {
            return;
        }
        var before = new HashMap<PartitionRelay, @Nullable Acknowledged>();
        leading.values().forEach(relay -> before.put(relay, relay.acknowledged()));
        Uni.createFrom()
                .item(kafka::ends)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onTermination()
                .invoke(() -> {
                    comparedAt = System.nanoTime();
                    comparing.set(false);
                })
                .subscribe()
                .with(
                        ends -> before.forEach((relay, acknowledged) ->
                                relay.compareEnd(ends.getOrDefault(relay.partition(), 0L), acknowledged)),
                        failure -> LOG.warnf("Kafka's ends can't be compared with what it acknowledged: %s", failure));
    }

    /** Beside the poll loop, which renews the leases: the whole partition is read. */
    private void resume(Map<Integer, Stored> stored) {
        if (AcknowledgedTable.toResume(stored).isEmpty() || !resuming.compareAndSet(false, true)) {
            return;
        }
        Multi.createFrom()
                .iterable(AcknowledgedTable.toResume(stored))
                .onItem()
                .transformToUniAndConcatenate(this::resume)
                .onTermination()
                .invoke(() -> resuming.set(false))
                .subscribe()
                .with(_ -> {}, failure -> LOG.warnf("what Kafka has lost can't be published again yet: %s", failure));
    }

    private Uni<Void> resume(int partition) {
        PartitionRelay stopped = leading.get(partition);
        if (stopped == null || stopped.loss() == null) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .item(() -> kafka.inOrder(partition))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(found -> table.resume(partition, found).invoke(stillOurs -> {
                    if (stillOurs) {
                        kept.remove(partition);
                        LOG.infof("partition %d is published again from position %d", partition, found.position() + 1);
                        restart.restart(stopped, new ResumePoint(found.position(), found, null));
                    }
                }))
                .replaceWithVoid();
    }
}
