package io.cartulary.query.quarantine;

import io.cartulary.contracts.StreamId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An operator's request about a stream, and its outcome. */
@RegisterForReflection
@Schema(name = "QuarantineRequest")
public record Request(
        UUID id,
        StreamId streamId,
        Action wish,
        @Schema(description = "The operator") String actor,

        @Schema(description = "The operator's reason; missing when the action needs none") @Nullable
        String why,

        Instant at,

        @Schema(description = "The outcome; missing until the request is executed") @Nullable
        Outcome outcome,

        @Schema(description = "The remaining cause") @Nullable
        String detail) {

    /** What an operator can request. */
    @Schema(name = "QuarantineAction")
    public enum Action {
        /** Fold the waiting events. */
        RESUME,
        /** Discard the waiting events. */
        DISCARD
    }

    /** What may become of it. */
    @Schema(name = "QuarantineOutcome")
    public enum Outcome {
        /** All waiting events are in the views. */
        RESUMED,
        /** An event still can't be folded. */
        STILL_IN_QUARANTINE,
        /** All waiting events are discarded. */
        DISCARDED,
        /** The stream was not in quarantine. */
        NOT_IN_QUARANTINE
    }

    /** The same request with its outcome. */
    public Request done(Outcome become, @Nullable String explained) {
        return new Request(id, streamId, wish, actor, why, at, become, explained);
    }
}
