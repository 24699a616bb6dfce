package io.cartulary.command.relay;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.cartulary.command.eventlog.Committed;
import io.cartulary.command.eventlog.Database;
import io.cartulary.command.eventlog.Schema.SchemaReady;
import io.cartulary.command.relay.KafkaPartitions.WrongTopicException;
import io.cartulary.command.relay.Leases.Look;
import io.cartulary.command.relay.Leases.Seen;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the partitions that this replica leads. Its poll loop sends one statement a run: mostly a read of all
 * leases and the ends of the log, which finds what other replicas have committed, and the renewal each third of a
 * lease. So an idle replica sends one statement a second. Events that are committed here do not wait for a run.
 */
@ApplicationScoped
public class Relay implements PartitionRelay.Progress {

    private static final Logger LOG = Logger.getLogger(Relay.class);

    private final EventPages log;
    private final KafkaChannel channel;
    private final RelayConfig config;
    private final Event<ReplaysRun> replays;
    private final Leases leases;
    private final LeaseSchedule rhythm;
    private final PollLoop pulse;
    private final RelayMetrics metrics;
    private final AcknowledgedTable acknowledged;
    private final KafkaLosses losses;

    /**
     * The partitions that this replica may publish. Accessed by the poll loop, and by the shutdown after the loop has
     * ended.
     */
    private final Map<Integer, Lease> held = new ConcurrentHashMap<>();

    /**
     * The partitions that it does publish: a partition is added when Kafka has returned the position to resume from.
     */
    private final Map<Integer, PartitionRelay> leading = new ConcurrentHashMap<>();

    private volatile boolean started;
    private volatile boolean resuming;

    Relay(
            Database database,
            KafkaPartitions kafka,
            EventPages log,
            KafkaChannel channel,
            RelayConfig config,
            Event<ReplaysRun> replays,
            MeterRegistry metrics) {
        this.log = log;
        this.channel = channel;
        this.config = config;
        this.replays = replays;
        this.leases = new Leases(database, config.lease());
        this.rhythm = new LeaseSchedule(config.lease(), config.pollLatest());
        this.pulse =
                new PollLoop(this::beat, new Backoff(config.pollSoonest(), config.pollLatest()), rhythm.longestPause());
        this.metrics = new RelayMetrics(metrics, leading);
        this.acknowledged =
                new AcknowledgedTable(database, kafka.topic(), leases.holder().toString());
        this.losses = new KafkaLosses(kafka, acknowledged, leading, this::restart, config.compareEndsEvery());
    }

    void start(@Observes SchemaReady ready) {
        started = true;
        pulse.start();
    }

    /** Lets the work under way end; then other replicas take over at once. */
    void stop(@Observes ShutdownEvent stop) {
        if (!started) {
            return;
        }
        try {
            Map<Integer, PartitionRelay> ending = Map.copyOf(leading);
            cease().get(config.releaseWithin().toMillis(), TimeUnit.MILLISECONDS);
            losses.keep(ending).chain(leases::release).await().atMost(config.releaseWithin());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warnf("the relay's leases are not released and have to expire: %s", e);
        }
    }

    /** Begins no further work, and leaves the leases to expire. */
    CompletableFuture<Void> cease() {
        return pulse.stop().thenCompose(_ -> {
            held.clear();
            CompletableFuture<?>[] ends =
                    leading.values().stream().map(PartitionRelay::end).toArray(CompletableFuture<?>[]::new);
            leading.clear();
            return CompletableFuture.allOf(ends);
        });
    }

    void committed(@Observes Committed committed) {
        PartitionRelay relay = leading.get(committed.partition());
        if (relay == null) {
            return;
        }
        if (committed.events().isEmpty()) {
            pulse.soon();
        } else {
            relay.committed(committed.events());
        }
    }

    /** The position up to which a partition is published; empty while this replica does not publish it. */
    public OptionalLong published(int partition) {
        Lease lease = held.get(partition);
        PartitionRelay relay = leading.get(partition);
        return lease == null || relay == null || !lease.holds() || relay.isStopped()
                ? OptionalLong.empty()
                : OptionalLong.of(relay.published());
    }

    /**
     * A partition's last position in the log, as far as this replica knows; empty while it does not lead the partition.
     */
    public OptionalLong recorded(int partition) {
        Lease lease = held.get(partition);
        PartitionRelay relay = leading.get(partition);
        return lease == null || relay == null || !lease.holds() ? OptionalLong.empty() : OptionalLong.of(relay.head());
    }

    /**
     * A partition whose lease this replica holds.
     *
     * @param published the position up to which it is in Kafka; null while Kafka has not returned where to resume
     * @param stopReason null unless a person has to look
     */
    record Led(@Nullable Long published, @Nullable String stopReason) {}

    /** By their numbers, the partitions whose leases this replica holds. */
    Map<Integer, Led> led() {
        var led = new HashMap<Integer, Led>();
        held.forEach((partition, lease) -> {
            PartitionRelay relay = leading.get(partition);
            if (lease.holds()) {
                led.put(
                        partition,
                        relay == null ? new Led(null, null) : new Led(relay.published(), relay.stopReason()));
            }
        });
        return led;
    }

    /**
     * Asks for the publication of what Kafka has lost, at whichever replica leads the partition.
     *
     * @return whether Kafka has lost something of the partition
     */
    Uni<Boolean> askToResume(int partition) {
        return acknowledged.askToResume(partition);
    }

    /** Kafka has lost records of the partition, as the acknowledgement of others has shown. */
    public void lost(int partition, String how) {
        PartitionRelay relay = leading.get(partition);
        if (relay != null) {
            relay.lose(how);
        }
    }

    /** The id by which this replica holds leases, chosen at its start. */
    UUID replica() {
        return leases.holder();
    }

    @Override
    public void published(int partition, long events) {
        metrics.published(partition, events);
    }

    @Override
    public void readFromTable(int partition) {
        pulse.soon();
    }

    private Uni<Void> beat() {
        return (rhythm.isTimeToTake(System.nanoTime()) ? take() : look())
                .onFailure()
                .invoke(failure -> LOG.warnf("the relay gets no answer from the log: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> take() {
        long sentAt = System.nanoTime();
        return leases.take().onTermination().invoke(() -> rhythm.taken(sentAt)).chain(() -> losses.keep());
    }

    private Uni<Void> look() {
        Map<Integer, Long> publishedBefore = leading.values().stream()
                .collect(toUnmodifiableMap(PartitionRelay::partition, PartitionRelay::published));
        return leases.look().invoke(look -> heed(look, publishedBefore)).chain(losses::attend);
    }

    private void heed(Look look, Map<Integer, Long> publishedBefore) {
        rhythm.looked(look.anyIsMine(), look.anyIsFree());
        for (Seen seen : look.partitions()) {
            if (seen.mine() && seen.left().isPositive()) {
                hold(seen, look.askedAt());
            } else {
                lose(seen.partition());
            }
        }
        publishedBefore.forEach((partition, published) -> compare(look, partition, published));
        resume();
        if (look.anyIsFree()) {
            pulse.soon();
        }
        if (look.replaysRun()) {
            replays.fire(new ReplaysRun());
        }
    }

    /**
     * If a lease had ended by our own clock, another replica may have had it in the meantime: the relay of the
     * partition is started again.
     */
    private void hold(Seen seen, long askedAt) {
        Lease lease = held.get(seen.partition());
        if (lease != null && lease.holds()) {
            lease.renew(askedAt, seen.left());
        } else {
            lose(seen.partition());
            held.put(seen.partition(), new Lease(System::nanoTime, askedAt, seen.left()));
        }
    }

    private void lose(int partition) {
        held.remove(partition);
        PartitionRelay relay = leading.remove(partition);
        if (relay != null) {
            var _ = relay.end();
            LOG.infof("partition %d is no longer published here", partition);
        }
    }

    private void compare(Look look, int partition, long published) {
        PartitionRelay relay = leading.get(partition);
        if (relay != null) {
            look.partitions().stream()
                    .filter(seen -> seen.partition() == partition)
                    .forEach(seen -> relay.compare(seen.head(), published));
        }
    }

    /** Reads from Kafka where to resume the partitions that are held and not published yet. */
    private void resume() {
        if (resuming || leading.keySet().containsAll(held.keySet())) {
            return;
        }
        resuming = true;
        losses.resumePoints()
                .onTermination()
                .invoke(() -> resuming = false)
                .subscribe()
                .with(this::lead, this::postpone);
    }

    private void lead(Map<Integer, ResumePoint> points) {
        held.forEach((partition, lease) -> leading.computeIfAbsent(
                partition, _ -> relay(partition, lease, points.getOrDefault(partition, ResumePoint.after(0)))));
        LOG.infof("publishing the partitions %s", leading.keySet());
        pulse.soon();
    }

    private PartitionRelay relay(int partition, Lease lease, ResumePoint from) {
        return new PartitionRelay(
                partition, lease, from, log, channel, this, config.pageSize(), config.bufferedEvents());
    }

    private void restart(PartitionRelay stopped, ResumePoint from) {
        var _ = stopped.end().thenRun(() -> {
            channel.forget(stopped.partition());
            leading.computeIfPresent(stopped.partition(), (partition, relay) -> {
                Lease lease = held.get(partition);
                return relay == stopped && lease != null ? relay(partition, lease, from) : relay;
            });
            pulse.soon();
        });
    }

    private void postpone(Throwable failure) {
        if (failure instanceof WrongTopicException) {
            LOG.errorf("no events are relayed: %s", failure.getMessage());
            var _ = cease().thenRun(() -> leases.release().subscribe().with(_ -> {}, LOG::warn));
        } else {
            LOG.warnf("no events can be relayed yet: %s", failure.getMessage());
        }
    }
}
