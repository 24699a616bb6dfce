package io.cartulary.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;

/**
 * A change that may break clients, as oasdiff finds it.
 *
 * @param rule of oasdiff: {@code request-property-became-required}
 * @param operation with its path: {@code POST /commands/v1/carts}
 * @param text what has changed
 */
record BreakingChange(String rule, String operation, String text) {

    /** oasdiff's JSON; nothing when it has found nothing. */
    static List<BreakingChange> parse(String json) throws IOException {
        JsonNode changes = new JsonMapper().readTree(json.isBlank() ? "[]" : json);
        return changes.valueStream()
                .map(change -> new BreakingChange(
                        change.path("id").asText(),
                        change.path("operation").asText()
                                + ' '
                                + change.path("path").asText(),
                        change.path("text").asText()))
                .toList();
    }
}
