package io.cartulary.query.live;

import io.cartulary.contracts.CartEvent.CartAssigned;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.EventType;
import io.cartulary.contracts.OrderEvent.OrderAssigned;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.live.Subscriptions.Reader;
import io.cartulary.query.store.StoreUnavailableException;
import io.cartulary.query.timeline.Timeline;
import io.cartulary.service.process.ShortestWait;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One reader of one stream. It reads the next page when the reader has consumed the last one and more events are
 * announced, so a slow reader costs one page of memory, and a disconnect loses nothing.
 */
final class Subscription {

    private final StreamId stream;
    private final Timeline timeline;
    private final LiveConfig config;
    private final BooleanSupplier projectedHere;
    private final Supplier<Uni<Long>> visible;
    private final Reader reader;
    /** Whether there may be more events than were read. */
    private final AtomicBoolean more = new AtomicBoolean(true);

    private volatile @Nullable UniEmitter<? super Void> sleeping;
    private volatile long version;
    private volatile long lastSent = System.nanoTime();
    private volatile boolean sending;

    /** Whether the stream now belongs to an owner whose streams the reader may not follow. */
    private volatile boolean taken;

    /**
     * @param version the reader has all events up to this version
     * @param projectedHere whether this replica announces new events
     * @param visible the position up to which all events of the partition are projected
     */
    Subscription(
            StreamId stream,
            long version,
            Reader reader,
            Timeline timeline,
            LiveConfig config,
            BooleanSupplier projectedHere,
            Supplier<Uni<Long>> visible) {
        this.stream = stream;
        this.version = version;
        this.timeline = timeline;
        this.config = config;
        this.projectedHere = projectedHere;
        this.visible = visible;
        this.reader = reader;
    }

    StreamId stream() {
        return stream;
    }

    /**
     * The events after the version, in order; empty items are heartbeats. Completes when the reader may read no longer.
     */
    Multi<Optional<Envelope>> events() {
        return Multi.createBy()
                .repeating()
                .uni(this::next)
                .whilst(_ -> !taken && Instant.now().isBefore(reader.until()))
                .onItem()
                .transformToMultiAndConcatenate(page -> Multi.createFrom().iterable(page));
    }

    /** Announces more events. */
    void wake() {
        more.set(true);
        UniEmitter<? super Void> sleeper = sleeping;
        if (sleeper != null) {
            sleeper.complete(null);
        }
    }

    /** Disconnects a reader that does not consume the events read for it. */
    void sendAwayIfSlow() {
        if (sending && System.nanoTime() - lastSent > config.slowReader().toNanos()) {
            reader.sendAway().run();
        }
    }

    private Uni<List<Optional<Envelope>>> next() {
        sending = false;
        return asleep().chain(() -> more.getAndSet(false) || !projectedHere.getAsBoolean() || isTimeForHeartbeat()
                        ? read()
                        : Uni.createFrom().item(List.<Envelope>of()))
                .map(this::whileItIsTheReaders)
                .map(this::send);
    }

    /**
     * The access of a guest's cart or order is checked once, at the start: the event that makes it a customer's ends
     * the access.
     */
    private List<Envelope> whileItIsTheReaders(List<Envelope> events) {
        List<Envelope> before =
                events.stream().takeWhile(event -> !makesItAnothers(event)).toList();
        taken = before.size() < events.size();
        return before;
    }

    private boolean makesItAnothers(Envelope event) {
        String type = event.type();
        return (type.equals(EventType.CART_ASSIGNED.wireName())
                        && event.event() instanceof CartAssigned(String customer)
                        && isAnothers(customer))
                || (type.equals(EventType.ORDER_ASSIGNED.wireName())
                        && event.event() instanceof OrderAssigned(String buyer)
                        && isAnothers(buyer));
    }

    private boolean isAnothers(String customer) {
        return !reader.caller().mayActFor(new Owner.Customer(customer));
    }

    private Uni<Void> asleep() {
        if (more.get()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .<Void>emitter(emitter -> {
                    sleeping = emitter;
                    // An event may have been announced between the check and here.
                    if (more.get()) {
                        emitter.complete(null);
                    }
                })
                .ifNoItem()
                .after(nap())
                .recoverWithUni(Uni.createFrom().voidItem())
                .eventually(() -> sleeping = null);
    }

    private Duration nap() {
        Duration nap = projectedHere.getAsBoolean() ? config.heartbeatEvery() : config.pollEvery();
        Instant now = Instant.now();
        return now.plus(nap).isBefore(reader.until())
                ? nap
                : ShortestWait.atLeast(Duration.between(now, reader.until()));
    }

    private Uni<List<Envelope>> read() {
        return timeline.after(stream, version, config.eventsAtOnce())
                .chain(found -> isDense(found)
                        ? Uni.createFrom().item(found)
                        : visible.get().chain(this::readWithHoles))
                .onFailure(StoreUnavailableException.class)
                .recoverWithUni(this::later);
    }

    private Uni<List<Envelope>> later() {
        more.set(true);
        return Uni.createFrom().item(List.<Envelope>of()).onItem().delayIt().by(config.pollEvery());
    }

    private boolean isDense(List<Envelope> found) {
        return found.isEmpty() || found.getLast().version() == version + found.size();
    }

    /**
     * The writes of one batch arrive in any order: events after a hole follow when the hole is filled. Up to the
     * visible position no write is pending, and a hole is what an operator has discarded, or a loss.
     */
    private Uni<List<Envelope>> readWithHoles(long visiblePosition) {
        return timeline.after(stream, version, config.eventsAtOnce()).chain(found -> {
            long known = found.stream()
                    .filter(event -> event.position() <= visiblePosition)
                    .mapToLong(Envelope::version)
                    .max()
                    .orElse(version);
            return timeline.inOrder(stream, version, found, known);
        });
    }

    private List<Optional<Envelope>> send(List<Envelope> events) {
        if (events.isEmpty()) {
            return isTimeForHeartbeat() ? sent(List.of(Optional.empty())) : List.of();
        }
        version = events.getLast().version();
        if (events.size() == config.eventsAtOnce()) {
            more.set(true);
        }
        return sent(events.stream().map(Optional::of).toList());
    }

    private List<Optional<Envelope>> sent(List<Optional<Envelope>> page) {
        lastSent = System.nanoTime();
        sending = true;
        return page;
    }

    private boolean isTimeForHeartbeat() {
        return System.nanoTime() - lastSent >= config.heartbeatEvery().toNanos();
    }
}
