package io.cartulary.query.rebuild;

import static io.cartulary.query.http.Problem.REBUILD_ELSEWHERE;
import static io.cartulary.query.http.Problem.REBUILD_UNDER_WAY;
import static io.cartulary.query.rebuild.Rebuild.State.ACTIVE;
import static io.cartulary.query.rebuild.Rebuild.State.CANCELLED;
import static io.cartulary.query.rebuild.Rebuild.State.CANCELLING;
import static io.cartulary.query.rebuild.Rebuild.State.DROPPED;
import static io.cartulary.query.rebuild.Rebuild.State.DROPPING;
import static io.cartulary.query.rebuild.Rebuild.State.FILLING;
import static io.cartulary.query.rebuild.Rebuild.State.PAUSED;
import static io.cartulary.query.rebuild.Rebuild.State.PREPARING;
import static io.cartulary.query.rebuild.Rebuild.State.ROLLED_BACK;

import io.cartulary.query.rebuild.Rebuild.State;
import io.cartulary.query.store.Generations;
import io.cartulary.query.store.Generations.Kept;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * The transitions of generations at an operator's request, or when work is complete. No clock, no randomness, no I/O.
 */
final class RebuildTransitions {

    private RebuildTransitions() {}

    /**
     * The generations after a transition.
     *
     * @param views the generations of all views
     */
    record Change(Map<String, Kept> views, Rebuild rebuild) {}

    /** A transition of a rebuild. Empty when nothing changes; a problem when it is not allowed. */
    interface Step {
        Optional<Change> take(Generations now, Rebuild rebuild, Instant at);
    }

    /** Starts a rebuild of the views of these categories. The names of their tables are reserved from now on. */
    static Optional<Change> begin(Generations now, Set<String> categories, UUID id, String actor, Instant at) {
        Optional<Rebuild> before = Rebuild.of(now);
        if (before.filter(last -> last.id().equals(id)).isPresent()) {
            return Optional.empty();
        }
        before.filter(last -> !last.state().isOver()).ifPresent(last -> {
            throw REBUILD_UNDER_WAY.because("Rebuild %s is %s; %s it first."
                    .formatted(
                            last.id(),
                            words(last.state()),
                            last.state() == ACTIVE || last.state() == ROLLED_BACK ? "drop" : "cancel"));
        });
        Map<String, Integer> last = new HashMap<>();
        Map<String, Integer> next = new HashMap<>();
        categories.forEach(category -> {
            last.put(category, now.of(category).living());
            next.put(category, now.of(category).highest() + 1);
        });
        var rebuild = new Rebuild(id, PREPARING, last, next, actor, at, at, 1);
        return Optional.of(new Change(
                changed(
                        now,
                        next,
                        (kept, built) ->
                                new Kept(kept.living(), kept.projected(), with(kept.existing(), built), built)),
                rebuild));
    }

    /** The tables are created: from now on every new event is projected into them. */
    static Optional<Change> prepared(Generations now, Rebuild rebuild, Instant at) {
        return rebuild.state() == PREPARING
                ? Optional.of(new Change(
                        changed(
                                now,
                                rebuild.next(),
                                (kept, built) -> new Kept(
                                        kept.living(), with(kept.projected(), built), kept.existing(), kept.highest())),
                        rebuild.in(FILLING, at)))
                : Optional.empty();
    }

    static Optional<Change> pause(Generations now, Rebuild rebuild, Instant at) {
        return to(PAUSED, Set.of(FILLING), now, rebuild, at);
    }

    static Optional<Change> resume(Generations now, Rebuild rebuild, Instant at) {
        return to(FILLING, Set.of(PAUSED), now, rebuild, at);
    }

    /** Discards the result of the last comparison. */
    static Optional<Change> compareAnew(Generations now, Rebuild rebuild, Instant at) {
        permit(rebuild, Set.of(FILLING, PAUSED), "compared again");
        return Optional.of(new Change(now.views(), rebuild.comparedAnew(at)));
    }

    /** The next generation answers queries. The caller checks before that it is complete. */
    static Optional<Change> activate(Generations now, Rebuild rebuild, Instant at) {
        return to(ACTIVE, Set.of(FILLING, PAUSED, ROLLED_BACK), now, rebuild, at)
                .map(change -> new Change(changed(now, rebuild.next(), RebuildTransitions::living), change.rebuild()));
    }

    /** The previous generation answers queries again. */
    static Optional<Change> rollBack(Generations now, Rebuild rebuild, Instant at) {
        return to(ROLLED_BACK, Set.of(ACTIVE), now, rebuild, at)
                .map(change -> new Change(changed(now, rebuild.last(), RebuildTransitions::living), change.rebuild()));
    }

    /** Ends the rebuild before the next generation has answered queries. */
    static Optional<Change> cancel(Generations now, Rebuild rebuild, Instant at) {
        return rebuild.state() == CANCELLED
                ? Optional.empty()
                : to(CANCELLING, Set.of(PREPARING, FILLING, PAUSED), now, rebuild, at)
                        .map(change -> givingUp(now, change.rebuild()));
    }

    /** Discards the generation that does not answer queries. */
    static Optional<Change> drop(Generations now, Rebuild rebuild, Instant at) {
        return rebuild.state() == DROPPED
                ? Optional.empty()
                : to(DROPPING, Set.of(ACTIVE, ROLLED_BACK), now, rebuild, at)
                        .map(change -> givingUp(now, change.rebuild()));
    }

    /** The discarded tables are dropped. */
    static Optional<Change> dropped(Generations now, Rebuild rebuild, Instant at) {
        return switch (rebuild.state()) {
            case CANCELLING -> Optional.of(new Change(now.views(), rebuild.in(CANCELLED, at)));
            case DROPPING -> Optional.of(new Change(now.views(), rebuild.in(DROPPED, at)));
            case PREPARING, FILLING, PAUSED, ACTIVE, ROLLED_BACK, CANCELLED, DROPPED -> Optional.empty();
        };
    }

    private static Optional<Change> to(State wanted, Set<State> from, Generations now, Rebuild rebuild, Instant at) {
        if (rebuild.state() == wanted) {
            return Optional.empty();
        }
        permit(rebuild, from, words(wanted));
        return Optional.of(new Change(now.views(), rebuild.in(wanted, at)));
    }

    private static void permit(Rebuild rebuild, Set<State> from, String wanted) {
        if (!from.contains(rebuild.state())) {
            throw REBUILD_ELSEWHERE.because(
                    "The rebuild is %s and can't be %s.".formatted(words(rebuild.state()), wanted));
        }
    }

    private static String words(State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Change givingUp(Generations now, Rebuild rebuild) {
        return new Change(
                changed(
                        now,
                        rebuild.spare(now),
                        (kept, spare) -> new Kept(
                                kept.living(),
                                without(kept.projected(), spare),
                                without(kept.existing(), spare),
                                kept.highest())),
                rebuild);
    }

    private static Kept living(Kept kept, int which) {
        return new Kept(which, kept.projected(), kept.existing(), kept.highest());
    }

    private static Map<String, Kept> changed(
            Generations now, Map<String, Integer> generations, BiFunction<Kept, Integer, Kept> change) {
        Map<String, Kept> views = new HashMap<>(now.views());
        generations.forEach((category, generation) -> views.put(category, change.apply(now.of(category), generation)));
        return views;
    }

    private static List<Integer> with(Collection<Integer> generations, int one) {
        List<Integer> all = new ArrayList<>(generations);
        if (!all.contains(one)) {
            all.add(one);
        }
        return all;
    }

    private static List<Integer> without(Collection<Integer> generations, int one) {
        return generations.stream().filter(other -> other != one).toList();
    }
}
