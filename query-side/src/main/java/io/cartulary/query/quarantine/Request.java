package io.cartulary.query.quarantine;

import io.cartulary.contracts.StreamId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An operator's request about a stream, and its outcome.
 *
 * @param actor who sends it
 * @param why in the operator's words; missing when nobody asked for them
 * @param outcome missing until the replica that projects the stream has done it
 * @param detail what is still wrong
 */
@RegisterForReflection
@Schema(name = "QuarantineRequest")
public record Request(
        UUID id,
        StreamId streamId,
        Action wish,
        String actor,
        @Nullable String why,
        Instant at,
        @Nullable Outcome outcome,
        @Nullable String detail) {

    /** What an operator can request. */
    @Schema(name = "QuarantineAction")
    public enum Action {
        /** Fold what waits. */
        RESUME,
        /** Give up what waits. */
        DISCARD
    }

    /** What may become of it. */
    @Schema(name = "QuarantineOutcome")
    public enum Outcome {
        /** All that waited is in the views. */
        RESUMED,
        /** Some event is still in the way. */
        STILL_IN_QUARANTINE,
        /** All that waited is given up. */
        DISCARDED,
        /** It was out before. */
        NOT_IN_QUARANTINE
    }

    /** The same with what became of it. */
    public Request done(Outcome become, @Nullable String explained) {
        return new Request(id, streamId, wish, actor, why, at, become, explained);
    }
}
