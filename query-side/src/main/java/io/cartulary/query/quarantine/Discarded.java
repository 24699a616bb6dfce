package io.cartulary.query.quarantine;

import io.cartulary.contracts.StreamId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A stream with discarded events: its views continue after them, and are stale until a rebuilt generation that contains
 * them is active.
 *
 * @param through the version of the last discarded event
 * @param since when the first discarded event was recorded
 * @param actor the operator
 * @param why the operator's reason
 * @param at when the operator discarded them
 * @param rebuilt the generation that contains all of them; missing while there is none
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
     * A generation that was built from the first event.
     *
     * @param generation this generation or a later one
     * @param through the version up to which it contains all events
     */
    @RegisterForReflection
    @Schema(name = "RebuiltGeneration")
    public record Rebuilt(int generation, long through) {}

    /** Whether the views of that generation contain all discarded events. */
    public boolean isWholeIn(int generation) {
        return rebuilt != null && generation >= rebuilt.generation() && rebuilt.through() >= through;
    }

    /** Whether a generation contains all discarded events, so that the timeline has them, too. */
    public boolean isRebuilt() {
        return rebuilt != null && rebuilt.through() >= through;
    }

    public Discarded rebuiltIn(int generation) {
        return new Discarded(streamId, partition, through, since, actor, why, at, new Rebuilt(generation, through));
    }
}
