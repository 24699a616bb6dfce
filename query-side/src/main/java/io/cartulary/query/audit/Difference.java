package io.cartulary.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A row that is not what its stream's events say.
 *
 * @param view the table
 * @param fields the paths of the fields that differ, of lists and reports the columns; at most {@value #MOST_FIELDS}; all of the view's when there is no row
 * @param problem why the two can't be compared at all; missing when they can
 * @param seenAt when it was last seen so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AuditDifference")
public record Difference(
        @Schema(implementation = String.class, examples = "cart:6f0f2c1e-0000-4000-8000-000000000001")
        String stream,

        @Schema(examples = "cart_by_id") String view,

        @Schema(examples = "[\"/lines/6f0f2c1e-0000-4000-8000-00000000000a/quantity\"]")
        List<String> fields,

        @Nullable String problem,
        Instant seenAt) {

    static final int MOST_FIELDS = 50;

    public Difference {
        fields = fields.stream().limit(MOST_FIELDS).toList();
    }
}
