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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One reader's way along one stream. It reads on when the reader has taken what was read before and somebody says that
 * there is more; so a slow reader costs one page of memory, and nothing is lost when it is sent away.
 */
final class Subscription {

    private final StreamId stream;
    private final Timeline timeline;
    private final LiveConfig config;
    private final BooleanSupplier projectedHere;
    private final Supplier<Uni<Long>> visible;
    private final Reader reader;
    /** There may be more than was read. */
    private final AtomicBoolean more = new AtomicBoolean(true);

    private volatile @Nullable UniEmitter<? super Void> sleeping;
    private volatile long version;
    private volatile long lastSent = System.nanoTime();
    private volatile boolean sending;

    /** Whose the stream is by now may not be followed by the reader. */
    private volatile boolean taken;

    /**
     * @param version is behind the reader
     * @param projectedHere whether this replica will say when there is more
     * @param visible the position up to which all of the partition is projected
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

    /** The events behind the version, in order; and nothing for a heartbeat. Ends when the reader may read no longer. */
    Multi<Optional<Envelope>> events() {
        return Multi.createBy()
                .repeating()
                .uni(this::next)
                .whilst(_ -> !taken && Instant.now().isBefore(reader.until()))
                .onItem()
                .transformToMultiAndConcatenate(page -> Multi.createFrom().iterable(page));
    }

    /** There is more. */
    void wake() {
        more.set(true);
        UniEmitter<? super Void> sleeper = sleeping;
        if (sleeper != null) {
            sleeper.complete(null);
        }
    }

    /** Sends a reader away that does not take what was read for it. */
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
     * Whoever may follow a guest's cart or order has been asked once: from the event on that makes it a customer's, it is
     * theirs.
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
                    // Somebody may have come between the question and the answer.
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
     * Writes of one batch arrive in any order: what is behind a hole comes when the hole is filled. Up to the position that
     * is visible nothing is on its way any more, and a hole is what an operator has discarded.
     */
    private Uni<List<Envelope>> readWithHoles(long visiblePosition) {
        return timeline.after(stream, version, config.eventsAtOnce()).map(found -> {
            List<Envelope> next = new ArrayList<>();
            long last = version;
            for (Envelope event : found) {
                if (event.version() != last + 1 && event.position() > visiblePosition) {
                    break;
                }
                next.add(event);
                last = event.version();
            }
            return next;
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
