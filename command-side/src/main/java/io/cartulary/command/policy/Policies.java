package io.cartulary.command.policy;

import io.cartulary.command.eventlog.Schema.SchemaReady;
import io.cartulary.command.relay.Relay;
import io.cartulary.contracts.Channels;
import io.cartulary.service.process.PeriodicTask;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs every reader on the partitions that this replica leads, up to the end of the log. */
@ApplicationScoped
public class Policies {

    private static final Logger LOG = Logger.getLogger(Policies.class);

    private final Relay relay;
    private final PolicyLog log;
    private final PolicyConfig config;
    private final MeterRegistry metrics;
    private final Map<Reader, Map<Integer, PolicyCursor>> followers = new HashMap<>();
    private @Nullable Cancellable ticks;

    Policies(
            @All List<Policy> policies,
            @All List<IdlePolicy> idlePolicies,
            Relay relay,
            PolicyLog log,
            PolicyConfig config,
            MeterRegistry metrics) {
        this.relay = relay;
        this.log = log;
        this.config = config;
        this.metrics = metrics;
        if (!policies.isEmpty()) {
            follow(new EventReader(log, policies, config.pageSize()));
        }
        idlePolicies.stream()
                .filter(IdlePolicy::isOn)
                .forEach(policy -> follow(new IdleReader(log, policy, Clock.systemUTC(), config.pageSize())));
    }

    private void follow(Reader reader) {
        var partitions = new ConcurrentHashMap<Integer, PolicyCursor>();
        followers.put(reader, partitions);
        for (int partition = 0; partition < Channels.PARTITIONS; partition++) {
            int number = partition;
            Gauge.builder("cartulary.policy.behind", partitions, known -> behind(number, known.get(number)))
                    .description("Events that a reader could have gone through by now and has not")
                    .baseUnit("events")
                    .tags("reader", reader.name(), "partition", Integer.toString(partition))
                    .register(metrics);
        }
    }

    private double behind(int partition, @Nullable PolicyCursor follower) {
        return follower == null ? 0 : follower.behind(relay.recorded(partition).orElse(0));
    }

    void start(@Observes SchemaReady ready) {
        ticks = PeriodicTask.every(
                config.every(),
                this::goOn,
                failure -> LOG.warnf("the policies get no answer from the log: %s", failure.getMessage()));
    }

    void stop(@Observes ShutdownEvent stop) {
        if (ticks != null) {
            ticks.cancel();
        }
    }

    private Uni<Void> goOn() {
        return Multi.createFrom()
                .iterable(followers.keySet())
                .onItem()
                .transformToUniAndMerge(this::goOn)
                .collect()
                .last();
    }

    private Uni<Void> goOn(Reader reader) {
        Map<Integer, PolicyCursor> partitions = followers.getOrDefault(reader, Map.of());
        List<Integer> led = new ArrayList<>();
        for (int partition = 0; partition < Channels.PARTITIONS; partition++) {
            if (relay.recorded(partition).isPresent()) {
                led.add(partition);
            }
        }
        // a replica that leads a partition again may find that another one has moved the progress meanwhile
        partitions.keySet().retainAll(led);
        return begin(reader, partitions, led)
                .onItem()
                .transformToMulti(_ -> Multi.createFrom().iterable(partitions.entrySet()))
                .onItem()
                .transformToUniAndMerge(follower -> follower.getValue()
                        .goOn(relay.recorded(follower.getKey()).orElse(0)))
                .collect()
                .last()
                .chain(() -> keep(reader, partitions));
    }

    /** Stores a reader's progress in all partitions, with one statement a round. */
    private Uni<Void> keep(Reader reader, Map<Integer, PolicyCursor> partitions) {
        var moved = new HashMap<Integer, Long>();
        partitions.forEach((partition, follower) -> {
            if (follower.hasMoved()) {
                moved.put(partition, follower.position());
            }
        });
        return moved.isEmpty()
                ? Uni.createFrom().voidItem()
                : log.advance(reader.name(), moved)
                        .invoke(() -> moved.forEach(
                                (partition, position) -> partitions.computeIfPresent(partition, (_, follower) -> {
                                    follower.keep(position);
                                    return follower;
                                })));
    }

    private Uni<Void> begin(Reader reader, Map<Integer, PolicyCursor> partitions, List<Integer> led) {
        if (partitions.keySet().containsAll(led)) {
            return Uni.createFrom().voidItem();
        }
        return log.progress(reader.name())
                .invoke(positions -> led.forEach(partition -> partitions.computeIfAbsent(
                        partition, _ -> new PolicyCursor(reader, partition, positions[partition], config))))
                .replaceWithVoid();
    }
}
