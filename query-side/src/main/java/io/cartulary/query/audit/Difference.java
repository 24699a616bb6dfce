package io.cartulary.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A row that differs from the fold of its stream's events. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AuditDifference")
public record Difference(
        @Schema(implementation = String.class, examples = "cart:6f0f2c1e-0000-4000-8000-000000000001")
        String stream,

        @Schema(description = "The table", examples = "cart_by_id")
        String view,

        @Schema(
                description =
                        "The paths of the differing fields; of lists and reports the columns; at most 50. All fields of the view when the row is missing",
                examples = "[\"/lines/6f0f2c1e-0000-4000-8000-00000000000a/quantity\"]")
        List<String> fields,

        @Schema(description = "Why the two can't be compared; missing when they can") @Nullable
        String problem,

        @Schema(description = "When the difference was last found")
        Instant seenAt) {

    static final int MOST_FIELDS = 50;

    public Difference {
        fields = fields.stream().limit(MOST_FIELDS).toList();
    }
}
