package io.cartulary.query.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A row that differs between two generations. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "RebuildDifference")
public record RowDifference(
        @Schema(description = "The table", examples = "cart_by_id")
        String table,

        @Schema(description = "The primary key", examples = "cart=6f0f2c1e-0000-4000-8000-000000000001")
        String key,

        @Schema(
                description =
                        "The differing columns; of a JSON column the paths in it; empty when the row is missing in one generation",
                examples = "[\"/state/lines/6f0f2c1e-0000-4000-8000-00000000000a/quantity\"]")
        List<String> fields,

        @Schema(description = "`next` or `living`, when the row is missing there", examples = "next") @Nullable
        String missingIn) {}
