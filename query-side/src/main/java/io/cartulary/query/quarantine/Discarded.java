package io.cartulary.query.quarantine;

import io.cartulary.contracts.StreamId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A stream with discarded events: its views continue after them, and are stale until a rebuilt generation that contains
 * them is active.
 */
@RegisterForReflection
@Schema(name = "DiscardedEvents")
public record Discarded(
        StreamId streamId,
        int partition,

        @Schema(description = "The version of the last discarded event")
        long through,

        @Schema(description = "When the first discarded event was recorded")
        Instant since,

        @Schema(description = "The operator") String actor,
        @Schema(description = "The operator's reason") String why,

        @Schema(description = "When the operator discarded them")
        Instant at,

        @Schema(description = "The generation that contains all of them; missing while there is none") @Nullable
        Rebuilt rebuilt) {

    /** A generation that was built from the first event. */
    @RegisterForReflection
    @Schema(name = "RebuiltGeneration")
    public record Rebuilt(
            @Schema(description = "This generation or a later one")
            int generation,

            @Schema(description = "The version up to which it contains all events")
            long through) {}

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
