package io.cartulary.query.rebuild;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.type.TypeReference;
import io.cartulary.query.store.Generations;
import io.cartulary.query.store.RowJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The last rebuild there was, as operators have steered it.
 *
 * @param last which generation lived when it began, by category of streams
 * @param next which one it builds
 * @param actor who began it
 * @param changedAt when its state was last changed
 * @param comparison counts the comparisons; those who compare need not agree on more
 */
@RegisterForReflection
record Rebuild(
        UUID id,
        State state,
        Map<String, Integer> last,
        Map<String, Integer> next,
        String actor,
        Instant startedAt,
        Instant changedAt,
        int comparison) {

    private static final TypeReference<Rebuild> TYPE = new TypeReference<>() {};

    /** What operators have made of it, and what is still to be done about it. */
    enum State {
        /** Tables are being made. */
        PREPARING,
        /** Events are being folded, or rows compared, or all of that is done. */
        FILLING,
        /** Nothing is folded and compared for now. New events go into it all the same. */
        PAUSED,
        /** It answers queries. */
        ACTIVE,
        /** It has answered queries, and the last generation does so again. */
        ROLLED_BACK,
        /** Its tables are about to be dropped. */
        CANCELLING,
        CANCELLED,
        /** The tables of whichever generation does not answer queries are about to be dropped. */
        DROPPING,
        DROPPED;

        boolean isOver() {
            return this == CANCELLED || this == DROPPED;
        }
    }

    Rebuild {
        last = Map.copyOf(last);
        next = Map.copyOf(next);
    }

    static Optional<Rebuild> of(Generations generations) {
        return Optional.ofNullable(generations.rebuild()).map(kept -> RowJson.read(kept, TYPE));
    }

    String written() {
        return RowJson.write(this);
    }

    Rebuild in(State become, Instant at) {
        return new Rebuild(id, become, last, next, actor, startedAt, at, comparison);
    }

    Rebuild comparedAnew(Instant at) {
        return new Rebuild(id, state, last, next, actor, startedAt, at, comparison + 1);
    }

    /** By category, the generation that does not answer queries. */
    Map<String, Integer> spare(Generations generations) {
        return next.keySet().stream()
                .collect(toMap(
                        identity(),
                        category -> spare(category, generations.of(category).living())));
    }

    private int spare(String category, int living) {
        int built = Objects.requireNonNull(next.get(category));
        return living == built ? Objects.requireNonNull(last.get(category)) : built;
    }
}
