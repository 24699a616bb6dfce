package io.cartulary.command.relay;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.StreamSupport.stream;

import io.cartulary.command.eventlog.Committed;
import io.cartulary.command.eventlog.Database;
import io.cartulary.command.eventlog.EventRows;
import io.cartulary.command.eventlog.Schema.SchemaReady;
import io.cartulary.command.relay.KafkaPartitions.WrongTopicException;
import io.cartulary.contracts.Envelope;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Relays every partition: woken by the commits of this replica, and polling for those of others. Any number of
 * replicas may relay the same partition: a consumer sees some events twice then, and the first of each in order.
 */
@ApplicationScoped
class Relay implements PartitionRelay.Log {

    private static final Logger LOG = Logger.getLogger(Relay.class);

    private final Database database;
    private final KafkaPartitions kafka;
    private final KafkaChannel channel;
    private final RelayConfig config;
    private final MeterRegistry metrics;

    private volatile Map<Integer, PartitionRelay> partitions = Map.of();
    private volatile @Nullable Cancellable polling;

    Relay(Database database, KafkaPartitions kafka, KafkaChannel channel, RelayConfig config, MeterRegistry metrics) {
        this.database = database;
        this.kafka = kafka;
        this.channel = channel;
        this.config = config;
        this.metrics = metrics;
    }

    void start(@Observes SchemaReady ready) {
        Uni.createFrom()
                .item(kafka::lastPositions)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .invoke(failure -> LOG.warnf("the relay can't start yet: %s", failure.getMessage()))
                .onFailure(failure -> !(failure instanceof WrongTopicException))
                .retry()
                .withBackOff(config.retryAfter(), config.retryAfter().multipliedBy(8))
                .indefinitely()
                .subscribe()
                .with(this::relayFrom, failure -> LOG.errorf("nothing is relayed: %s", failure.getMessage()));
    }

    void stop(@Observes ShutdownEvent stop) {
        Cancellable current = polling;
        if (current != null) {
            current.cancel();
        }
    }

    void committed(@Observes Committed committed) {
        PartitionRelay partition = partitions.get(committed.partition());
        if (partition != null) {
            partition.wake();
        }
    }

    @Override
    public Uni<List<Envelope>> page(int partition, long afterPosition) {
        return database.execute(
                        EventRows.SELECT + " WHERE partition_no = ? AND position > ? ORDER BY position LIMIT ?",
                        Tuple.of(partition, afterPosition, config.pageSize()))
                .map(EventRows::envelopes);
    }

    private void relayFrom(Map<Integer, Long> lastPositions) {
        LOG.debugf("relaying from %s", lastPositions);
        partitions = lastPositions.entrySet().stream()
                .map(last -> new PartitionRelay(last.getKey(), last.getValue(), this, channel))
                .collect(toUnmodifiableMap(PartitionRelay::partition, identity()));
        partitions.values().forEach(this::measure);
        polling = Multi.createFrom()
                .ticks()
                .every(config.pollEvery())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> poll())
                .subscribe()
                .with(_ -> {}, failure -> LOG.error("the relay no longer polls", failure));
    }

    /** One look at all partitions; the primary key answers it without reading events. */
    private Uni<Void> poll() {
        Map<PartitionRelay, Long> publishedBefore =
                partitions.values().stream().collect(toUnmodifiableMap(identity(), PartitionRelay::published));
        return database.execute(
                        "SELECT partition_no, MAX(position) AS head FROM events GROUP BY partition_no", Tuple.tuple())
                .invoke(rows -> {
                    Map<Integer, Long> heads = stream(rows.spliterator(), false)
                            .collect(toUnmodifiableMap(
                                    row -> row.getInteger("partition_no"), row -> row.getLong("head")));
                    publishedBefore.forEach(
                            (relay, published) -> relay.compare(heads.getOrDefault(relay.partition(), 0L), published));
                })
                .onFailure()
                .invoke(failure -> LOG.warnf("the relay can't poll the log: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void measure(PartitionRelay relay) {
        Tags partition = Tags.of("partition", Integer.toString(relay.partition()));
        Gauge.builder("cartulary.relay.backlog", relay, PartitionRelay::backlog)
                .description("events in the log that Kafka has not acknowledged")
                .tags(partition)
                .register(metrics);
        Gauge.builder("cartulary.relay.stopped", relay, stopped -> stopped.isStopped() ? 1 : 0)
                .description("1 when a person has to look: the log and Kafka contradict each other")
                .tags(partition)
                .register(metrics);
    }
}
