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
 * The last rebuild, with the state that operators have given it.
 *
 * @param last the active generation at its start, by category of streams
 * @param next the generation that it builds
 * @param actor the operator who started it
 * @param changedAt when its state last changed
 * @param comparison the number of comparisons, by which replicas agree on the current one
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

    /** The state of the rebuild, which determines the remaining work. */
    enum State {
        /** Its tables are being created. */
        PREPARING,
        /** Events are being folded, or rows compared, or both are complete. */
        FILLING,
        /** Folding and comparing are paused. New events are still projected into the next generation. */
        PAUSED,
        /** The next generation answers queries. */
        ACTIVE,
        /** The next generation has answered queries, and the previous one does so again. */
        ROLLED_BACK,
        /** Its tables are about to be dropped. */
        CANCELLING,
        CANCELLED,
        /** The tables of the generation that does not answer queries are about to be dropped. */
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

    /** The generation that does not answer queries, by category. */
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
