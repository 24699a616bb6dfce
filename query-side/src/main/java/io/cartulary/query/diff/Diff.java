package io.cartulary.query.diff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.cartulary.query.timeline.RecordedEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The changes of a stream between two of its versions. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection(targets = {Diff.class, Diff.Side.class, Diff.Cause.class, Change.class})
public record Diff(
        Side from,
        Side to,

        @Schema(description = "All changed fields, independent of the page of events")
        List<Change> changes,

        @Schema(description = "One page of the events between the two versions, oldest first")
        List<Cause> events,

        @Schema(description = "The cursor of the next page of events; missing on the last one") @Nullable
        String next) {

    /** One of the two states that are compared. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "DiffState")
    public record Side(
            @Schema(description = "The version; 0 before the first event", examples = "3")
            long version,

            @Schema(description = "When its last event was recorded; missing before the first event") @Nullable
            Instant recordedAt) {

        static final Side BEGINNING = new Side(0, null);
    }

    /** An event between the two versions. */
    @Schema(name = "DiffEvent")
    public record Cause(
            @Schema(examples = "4") long version,

            @Schema(examples = "cart.item-quantity-changed.v1")
            String type,

            Instant recordedAt,

            @Schema(examples = "customer:alice") String actor,

            @Schema(
                    description = "The paths of the fields that the event has changed",
                    examples = "[\"/lines/6f0f2c1e-0000-4000-8000-00000000000a/quantity\"]")
            List<String> changed) {

        static Cause of(RecordedEvent recorded, JsonNode before, JsonNode after) {
            return new Cause(
                    recorded.version(),
                    recorded.envelope().type(),
                    recorded.at(),
                    recorded.envelope().actor(),
                    JsonDiff.between(before, after).stream().map(Change::path).toList());
        }
    }
}
