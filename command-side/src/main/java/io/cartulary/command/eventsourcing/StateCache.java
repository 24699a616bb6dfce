package io.cartulary.command.eventsourcing;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.UnreadableEventException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A cache of streams' folded states, updated from the store when necessary. */
public final class StateCache {

    /** The maximum number of events of one read; a longer stream takes several reads, or a snapshot. */
    public static final int PAGE = 500;

    private final EventStore store;
    private final Snapshots snapshots;
    private final ConcurrentMap<StreamId, CachedState> remembered;

    /** The reads under way, so that concurrent requests for the same stream share one read. */
    private final ConcurrentMap<Key, Uni<Folded<?>>> loading = new ConcurrentHashMap<>();

    private record Key(Fold<?, ?> fold, StreamId stream) {}

    /**
     * What this replica knows of a stream, which may have several folds.
     *
     * @param version the newest known version; a fold may be behind it
     * @param at the last time when there was certainly no newer version, in the terms of {@link System#nanoTime}
     */
    public record CachedState(long version, long at, Map<Fold<?, ?>, Folded<?>> folded) {

        private static CachedState of(Fold<?, ?> fold, Folded<?> folded, long at) {
            return new CachedState(folded.version(), at, Map.of(fold, folded));
        }

        private CachedState with(Fold<?, ?> fold, Folded<?> newcomer, long since) {
            Folded<?> present = folded.get(fold);
            var all = new HashMap<>(folded);
            all.put(fold, present != null && present.isAfter(newcomer) ? present : newcomer);
            return new CachedState(Math.max(version, newcomer.version()), Math.max(at, since), Map.copyOf(all));
        }

        /** The number of ordinary streams it counts as in memory. */
        public int weight() {
            return folded.values().stream()
                    .mapToInt(known -> known.state() instanceof CacheWeight state ? state.weight() : 1)
                    .sum();
        }

        /** With another replica's event; null when no fold is left that certainly has all events before it. */
        private @Nullable CachedState and(Envelope event) {
            var all = new HashMap<Fold<?, ?>, Folded<?>>();
            folded.forEach((fold, known) -> {
                if (known.version() >= event.version()) {
                    all.put(fold, known);
                } else if (known.version() + 1 == event.version()) {
                    all.put(fold, further(fold, known, event));
                }
            });
            return all.isEmpty() ? null : new CachedState(Math.max(version, event.version()), at, Map.copyOf(all));
        }

        @SuppressWarnings("unchecked") // each value was folded by its key
        private static <S, E extends Event> Folded<S> further(Fold<S, E> fold, Folded<?> known, Envelope event) {
            return ((Folded<S>) known).with(fold, List.of(event));
        }

        private boolean isYoungerThan(Duration age) {
            return System.nanoTime() - at < age.toNanos();
        }
    }

    /** @param remembered may evict entries at any time; its limit is its own */
    public StateCache(EventStore store, Snapshots snapshots, ConcurrentMap<StreamId, CachedState> remembered) {
        this.store = store;
        this.snapshots = snapshots;
        this.remembered = remembered;
    }

    /** The cached state. Another replica may be ahead of it: the append finds that out. */
    <S, E extends Event> Uni<Folded<S>> remembered(Fold<S, E> fold, StreamId stream) {
        Folded<S> known = known(fold, stream);
        return known.version() > 0 ? Uni.createFrom().item(known) : loadOnce(fold, stream);
    }

    /**
     * The state, at most that old. This replica's appends are in it at once; other replicas' appends are in it since
     * the last read.
     */
    public <S, E extends Event> Uni<Folded<S>> recent(Fold<S, E> fold, StreamId stream, Duration age) {
        CachedState known = remembered.get(stream);
        Folded<S> folded = known(fold, stream);
        return known != null && known.isYoungerThan(age) && known.version() == folded.version()
                ? Uni.createFrom().item(folded)
                : loadOnce(fold, stream);
    }

    /** The state with everything that is stored by now. Reads only the events that are not cached. */
    public <S, E extends Event> Uni<Folded<S>> current(Fold<S, E> fold, StreamId stream) {
        return Uni.createFrom().deferred(() -> {
            long at = System.nanoTime();
            return caughtUp(fold, stream, known(fold, stream)).invoke(current -> remember(fold, stream, current, at));
        });
    }

    /**
     * The state with events that the store has just returned.
     *
     * @param since the stream's last events; when they don't continue the cached state, the stream is read
     */
    <S, E extends Event> Uni<Folded<S>> current(Fold<S, E> fold, StreamId stream, List<Envelope> since) {
        long at = System.nanoTime();
        Folded<S> known = known(fold, stream);
        List<Envelope> news = since.stream()
                .filter(event -> event.version() > known.version())
                .toList();
        boolean continues = !since.isEmpty() && since.getFirst().version() <= known.version() + 1;
        if (!continues) {
            return current(fold, stream);
        }
        Folded<S> current = known.with(fold, news);
        remember(fold, stream, current, at);
        return Uni.createFrom().item(current);
    }

    /** The state at a version that the stream has. Read from the store, unless it is the cached version. */
    public <S, E extends Event> Uni<S> at(Fold<S, E> fold, StreamId stream, long version) {
        Folded<S> known = known(fold, stream);
        return known.version() == version
                ? Uni.createFrom().item(known.state())
                : readUpTo(fold, stream, version, Folded.nothing(fold)).map(Folded::state);
    }

    private <S, E extends Event> Uni<Folded<S>> readUpTo(
            Fold<S, E> fold, StreamId stream, long version, Folded<S> sofar) {
        int limit = (int) Math.min(PAGE, version - sofar.version());
        return limit == 0
                ? Uni.createFrom().item(sofar)
                : store.read(stream, sofar.version(), limit).chain(page -> {
                    Folded<S> further = sofar.with(fold, page);
                    return page.size() < limit
                            ? Uni.createFrom().item(further)
                            : readUpTo(fold, stream, version, further);
                });
    }

    @SuppressWarnings("unchecked") // each value was folded by its key
    private <S, E extends Event> Uni<Folded<S>> loadOnce(Fold<S, E> fold, StreamId stream) {
        var key = new Key(fold, stream);
        return loading.computeIfAbsent(
                        key,
                        _ -> current(fold, stream)
                                .<Folded<?>>map(loaded -> loaded)
                                .onTermination()
                                .invoke(() -> loading.remove(key))
                                .memoize()
                                .indefinitely())
                .map(loaded -> (Folded<S>) loaded);
    }

    private <S, E extends Event> Uni<Folded<S>> caughtUp(Fold<S, E> fold, StreamId stream, Folded<S> known) {
        return nextPage(fold, stream, known, further -> leap(fold, stream, further));
    }

    /** There is more than one page to read, so a snapshot may be far ahead. */
    private <S, E extends Event> Uni<Folded<S>> leap(Fold<S, E> fold, StreamId stream, Folded<S> known) {
        return fold.form()
                .map(form -> snapshots.load(form, stream).chain(snapshot -> {
                    Folded<S> further =
                            snapshot.filter(found -> found.isAfter(known)).orElse(known);
                    return readOn(fold, stream, further).invoke(current -> {
                        if (snapshot.isEmpty() || current.version() - further.version() >= PAGE) {
                            snapshots.keep(form, stream, current);
                        }
                    });
                }))
                .orElseGet(() -> readOn(fold, stream, known));
    }

    private <S, E extends Event> Uni<Folded<S>> readOn(Fold<S, E> fold, StreamId stream, Folded<S> known) {
        return nextPage(fold, stream, known, further -> readOn(fold, stream, further));
    }

    /** @param more when the page is full, there may be */
    private <S, E extends Event> Uni<Folded<S>> nextPage(
            Fold<S, E> fold, StreamId stream, Folded<S> known, Function<Folded<S>, Uni<Folded<S>>> more) {
        return store.read(stream, known.version(), PAGE).chain(page -> {
            Folded<S> further = known.with(fold, page);
            return page.size() < PAGE ? Uni.createFrom().item(further) : more.apply(further);
        });
    }

    /**
     * Events that other replicas have appended: the cached states of their streams are updated, or evicted where that
     * is impossible.
     */
    public void heard(List<Envelope> others) {
        for (Envelope event : others) {
            try {
                remembered.computeIfPresent(event.streamId(), (_, known) -> known.and(event));
            } catch (UnreadableEventException _) {
                // an event of a newer replica: the next reader of the stream reads the log, and gets the error
                remembered.remove(event.streamId());
            }
        }
    }

    /** This replica has appended to the stream: {@code folded} is the resulting state. */
    <S, E extends Event> void appended(Fold<S, E> fold, StreamId stream, Folded<S> folded, int events) {
        remember(fold, stream, folded, System.nanoTime());
        boolean pageIsFull = folded.version() / PAGE > (folded.version() - events) / PAGE;
        if (pageIsFull) {
            fold.form().ifPresent(form -> snapshots.keep(form, stream, folded));
        }
    }

    private void remember(Fold<?, ?> fold, StreamId stream, Folded<?> folded, long at) {
        remembered.compute(
                stream, (_, known) -> known == null ? CachedState.of(fold, folded, at) : known.with(fold, folded, at));
    }

    @SuppressWarnings("unchecked") // each value was folded by its key
    <S, E extends Event> Folded<S> known(Fold<S, E> fold, StreamId stream) {
        CachedState known = remembered.get(stream);
        Folded<?> folded = known == null ? null : known.folded().get(fold);
        return folded == null ? Folded.nothing(fold) : (Folded<S>) folded;
    }
}
