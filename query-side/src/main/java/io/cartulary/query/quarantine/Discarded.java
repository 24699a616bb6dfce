package io.cartulary.query.quarantine;

import io.cartulary.contracts.StreamId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A stream of which events were given up: its views go on behind them, and are stale until a generation answers that was
 * built anew and has them.
 *
 * @param through the version of the last event given up
 * @param since when the first of them was recorded
 * @param actor who gave them up
 * @param why in the operator's words
 * @param at when
 * @param rebuilt which generation has all of it; missing while none has
 */
@RegisterForReflection
@Schema(name = "DiscardedEvents")
public record Discarded(
        StreamId streamId,
        int partition,
        long through,
        Instant since,
        String actor,
        String why,
        Instant at,
        @Nullable Rebuilt rebuilt) {

    /**
     * A generation that was built from the first event on.
     *
     * @param generation that one, or a later one
     * @param through the version up to which it has all events
     */
    @RegisterForReflection
    @Schema(name = "RebuiltGeneration")
    public record Rebuilt(int generation, long through) {}

    /** Whether nothing is missing in the views of that generation. */
    public boolean isWholeIn(int generation) {
        return rebuilt != null && generation >= rebuilt.generation() && rebuilt.through() >= through;
    }

    public Discarded rebuiltIn(int generation) {
        return new Discarded(streamId, partition, through, since, actor, why, at, new Rebuilt(generation, through));
    }
}
