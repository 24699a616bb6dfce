package io.cartulary.command.replay;

import io.cartulary.command.relay.EventPages;
import io.cartulary.command.relay.KafkaChannel;
import io.cartulary.command.relay.Relay;
import io.cartulary.command.relay.ReplaysRun;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.process.ShortestWait;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Carries out the parts of replays whose partitions this replica leads, one after the other, page by page. Only events
 * that are in Kafka already are sent, so a replay can't overtake the relay; and every record has the relay's published
 * position, so that it can't mislead the next leader.
 */
@Startup
@ApplicationScoped
class Replayer {

    private static final Logger LOG = Logger.getLogger(Replayer.class);

    /** The number of pages that a second's events are split into, so that live events may come in between. */
    private static final int PAGES_A_SECOND = 10;

    private final Replays replays;
    private final Relay relay;
    private final EventPages log;
    private final KafkaChannel channel;
    private final ReplayConfig config;
    private final Counter sent;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean stopping;

    Replayer(
            Replays replays,
            Relay relay,
            EventPages log,
            KafkaChannel channel,
            ReplayConfig config,
            MeterRegistry metrics) {
        this.replays = replays;
        this.relay = relay;
        this.log = log;
        this.channel = channel;
        this.config = config;
        this.sent = Counter.builder("cartulary.replay.sent")
                .description("events that this replica has sent to Kafka again")
                .baseUnit("events")
                .register(metrics);
    }

    void run(@Observes ReplaysRun there) {
        if (stopping || !busy.compareAndSet(false, true)) {
            return;
        }
        replays.open()
                .onItem()
                .transformToMulti(parts -> Multi.createFrom().iterable(parts))
                .filter(part -> relay.published(part.partition()).isPresent())
                .onItem()
                .transformToUniAndConcatenate(this::carryOut)
                .onTermination()
                .invoke(() -> busy.set(false))
                .subscribe()
                .with(_ -> {}, failure -> LOG.warnf("a replay is paused: %s", failure));
    }

    void stop(@Observes ShutdownEvent stop) {
        stopping = true;
    }

    /**
     * Carries out the part as far as possible: the next {@link ReplaysRun} continues the rest, here or at the
     * partition's next leader.
     */
    private Uni<Void> carryOut(ReplayPart part) {
        var left = new AtomicReference<>(part);
        return Uni.createFrom()
                .deferred(() -> sendPage(left.get()))
                .invoke(events -> left.updateAndGet(before -> before.after(events)))
                .repeat()
                .whilst(events -> events > 0 && !left.get().isDone() && !stopping)
                .collect()
                .last()
                .chain(() -> replays.endWhenDone(part.replay()));
    }

    /** @return the number of events sent; 0 when this replica must not continue */
    private Uni<Integer> sendPage(ReplayPart part) {
        OptionalLong published = relay.published(part.partition());
        if (published.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        long begun = System.nanoTime();
        long upTo = published.getAsLong();
        return read(part)
                .map(page ->
                        page.stream().filter(event -> event.position() <= upTo).toList())
                .chain(page -> page.isEmpty() ? Uni.createFrom().item(0) : send(part, page, upTo))
                .chain(events -> pause(part, events, begun).replaceWith(events));
    }

    private Uni<List<Envelope>> read(ReplayPart part) {
        int aPage = Math.clamp(part.eventsPerSecond() / PAGES_A_SECOND, 1, config.pageSize());
        int limit = (int) Math.min(aPage, part.total() - part.sent());
        StreamId stream = part.stream();
        return stream == null ? log.page(part.partition(), part.sent(), limit) : log.page(stream, part.sent(), limit);
    }

    private Uni<Integer> send(ReplayPart part, List<Envelope> page, long publishedUpTo) {
        return channel.sendAgain(page, publishedUpTo).chain(outcome -> {
            if (outcome.loss() != null) {
                relay.lost(part.partition(), outcome.loss());
                return Uni.createFrom().item(0);
            }
            if (!outcome.complete()) {
                return Uni.createFrom().item(0);
            }
            sent.increment(page.size());
            return replays.advance(part.after(page.size())).map(goesOn -> goesOn ? page.size() : 0);
        });
    }

    private static Uni<Void> pause(ReplayPart part, int events, long begun) {
        long due = begun
                + Duration.ofSeconds(events).dividedBy(part.eventsPerSecond()).toNanos();
        Duration pause = Duration.ofNanos(due - System.nanoTime());
        return Uni.createFrom().voidItem().onItem().delayIt().by(ShortestWait.atLeast(pause));
    }
}
