package io.cartulary.service.testing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the service's own OpenAPI document.
 *
 * @param path with names of parameters in braces
 * @param parameters the names of those in the query
 * @param query with the document's examples of the required parameters
 * @param problems that it may answer by the document, each a status and a code: {@code 404 no-such-cart}
 * @param requestBody its description, missing if it takes none
 */
public record Operation(
        String method, String path, List<String> parameters, String query, Set<String> problems, JsonNode requestBody) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** All operations of the service's own OpenAPI document, so that none can be forgotten. */
    public static List<Operation> all() {
        JsonNode document = parsed(given().get("/q/openapi?format=json").asString());
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(member -> member.getValue().has("responses"))
                        .map(method -> new Operation(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                inQuery(method.getValue()).map(Operation::name).toList(),
                                queryOf(inQuery(method.getValue())),
                                problemsOf(document, method.getValue().path("responses")),
                                method.getValue().path("requestBody"))))
                .toList();
    }

    private static Stream<JsonNode> inQuery(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asText().equals("query"));
    }

    private static String name(JsonNode parameter) {
        return parameter.path("name").asText();
    }

    private static String queryOf(Stream<JsonNode> parameters) {
        return parameters
                .filter(parameter -> parameter.path("required").asBoolean())
                .map(parameter -> name(parameter) + "="
                        + URLEncoder.encode(parameter.path("example").asText(), UTF_8))
                .reduce("", (query, parameter) -> query + (query.isEmpty() ? "?" : "&") + parameter);
    }

    private static Set<String> problemsOf(JsonNode document, JsonNode responses) {
        return responses.properties().stream()
                .filter(response -> response.getKey().compareTo("400") >= 0)
                // the HTTP server's own, without a body
                .filter(response -> !response.getValue().has("$ref"))
                .flatMap(response -> problemsOf(document, response.getKey(), response.getValue()))
                .collect(toUnmodifiableSet());
    }

    private static Stream<String> problemsOf(JsonNode document, String status, JsonNode response) {
        JsonNode content = response.path("content").path("application/problem+json");
        if (!content.at("/schema/$ref").asText().equals("#/components/schemas/Problem")) {
            throw new AssertionError(status + " is no Problem: " + response);
        }
        return content.path("examples")
                .valueStream()
                .map(example -> example.has("$ref")
                        ? document.at(example.path("$ref").asText().substring(1))
                        : example)
                .map(example -> example.at("/value/status").asText()
                        + ' '
                        + example.at("/value/code").asText());
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    /** The document's example of its body, if it takes one. */
    public @Nullable JsonNode example() {
        if (requestBody.isMissingNode()) {
            return null;
        }
        JsonNode example = requestBody.path("content").path("application/json").path("example");
        if (example.isMissingNode()) {
            throw new AssertionError("a body without an example: " + requestBody);
        }
        return example;
    }

    /** The example, with other values. */
    public JsonNode body(Map<String, String> members) {
        JsonNode example = example();
        JsonNode body = example == null ? JSON.createObjectNode() : example.deepCopy();
        members.forEach(
                (name, value) -> body.findParents(name).forEach(parent -> ((ObjectNode) parent).put(name, value)));
        return body;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
