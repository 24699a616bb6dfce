package io.cartulary.command.relay;

import static org.awaitility.Awaitility.await;

import io.cartulary.command.eventlog.Database;
import io.cartulary.command.eventlog.Schema.SchemaReady;
import io.cartulary.contracts.Channels;
import io.cartulary.localstack.Readiness;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Relays that a test starts and stops, each with its own replica id, while the service's relays nothing. */
@Dependent
final class RelayReplicas {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Relay ownOfTheService;

    @Inject
    Database database;

    @Inject
    KafkaPartitions kafka;

    @Inject
    EventPages log;

    @Inject
    KafkaChannel channel;

    @Inject
    Event<ReplaysRun> replays;

    private final List<Relay> started = new ArrayList<>();

    /** Of the latest one. */
    private MeterRegistry metrics = new SimpleMeterRegistry();

    void stopTheServices() {
        Readiness.await();
        ownOfTheService.stop(new ShutdownEvent());
    }

    Relay start(RelayConfig config) {
        return start(kafka, config);
    }

    Relay start(KafkaPartitions partitions, RelayConfig config) {
        metrics = new SimpleMeterRegistry();
        var replica = new Relay(database, partitions, log, channel, config, replays, metrics);
        started.add(replica);
        replica.start(new SchemaReady());
        return replica;
    }

    void stopAll() {
        started.forEach(replica -> replica.stop(new ShutdownEvent()));
    }

    /** The value of the latest replica. */
    double gauge(String name, int partition) {
        return metrics.get(name)
                .tag("partition", Integer.toString(partition))
                .gauge()
                .value();
    }

    static void awaitItLeads(Relay replica) {
        await().atMost(PATIENCE).until(() -> led(replica) == Channels.PARTITIONS);
    }

    static long led(Relay replica) {
        return IntStream.range(0, Channels.PARTITIONS)
                .filter(partition -> replica.published(partition).isPresent())
                .count();
    }
}
