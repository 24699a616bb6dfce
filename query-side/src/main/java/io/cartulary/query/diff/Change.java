package io.cartulary.query.diff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A field that has another value.
 *
 * @param path where it is: a JSON pointer (RFC 6901), but for lists of things with ids, which it goes into by the id in
 *     place of the index: {@code /lines/6f0f…/quantity}
 * @param before missing when there was none
 * @param after missing when there is none any more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Change(
        @Schema(examples = "/lines/6f0f2c1e-0000-4000-8000-00000000000a/quantity")
        String path,

        @Schema(implementation = Object.class, examples = "1") @Nullable
        JsonNode before,

        @Schema(implementation = Object.class, examples = "3") @Nullable
        JsonNode after) {}
