package io.cartulary.query.diff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A field whose value has changed.
 *
 * @param path a JSON pointer (RFC 6901), except that a list of elements with ids is indexed by the id:
 *     {@code /lines/6f0f…/quantity}
 * @param before missing when the field did not exist
 * @param after missing when the field no longer exists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Change(
        @Schema(examples = "/lines/6f0f2c1e-0000-4000-8000-00000000000a/quantity")
        String path,

        @Schema(implementation = Object.class, examples = "1") @Nullable
        JsonNode before,

        @Schema(implementation = Object.class, examples = "3") @Nullable
        JsonNode after) {}
