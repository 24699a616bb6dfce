package io.cartulary.query.diff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A field whose value has changed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Change(
        @Schema(
                description =
                        "A JSON pointer (RFC 6901), except that a list of elements with ids is indexed by the id: `/lines/6f0f…/quantity`",
                examples = "/lines/6f0f2c1e-0000-4000-8000-00000000000a/quantity")
        String path,

        @Schema(
                description = "The old value; missing when there was none",
                implementation = Object.class,
                examples = "1")
        @Nullable
        JsonNode before,

        @Schema(
                description = "The new value; missing when there is none",
                implementation = Object.class,
                examples = "3")
        @Nullable
        JsonNode after) {}
