package io.cartulary.query.diff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.cartulary.query.timeline.RecordedEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The changes of a stream between two of its versions.
 *
 * @param changes all changed fields, independent of the page of events
 * @param events one page of the events between the two versions, oldest first
 * @param next the cursor of the next page of events; missing on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection(targets = {Diff.class, Diff.Side.class, Diff.Cause.class, Change.class})
public record Diff(
        Side from,
        Side to,
        List<Change> changes,
        List<Cause> events,
        @Nullable String next) {

    /**
     * One of the two states that are compared.
     *
     * @param version 0 before the first event
     * @param recordedAt when its last event was recorded; missing before the first event
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "DiffState")
    public record Side(
            @Schema(examples = "3") long version, @Nullable Instant recordedAt) {

        static final Side BEGINNING = new Side(0, null);
    }

    /**
     * An event between the two versions.
     *
     * @param changed the paths of the fields that the event has changed
     */
    @Schema(name = "DiffEvent")
    public record Cause(
            @Schema(examples = "4") long version,

            @Schema(examples = "cart.item-quantity-changed.v1")
            String type,

            Instant recordedAt,

            @Schema(examples = "customer:alice") String actor,

            @Schema(examples = "[\"/lines/6f0f2c1e-0000-4000-8000-00000000000a/quantity\"]")
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
