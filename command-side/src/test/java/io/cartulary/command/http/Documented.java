package io.cartulary.command.http;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The operations of the service's own OpenAPI document, with the names of their query parameters. */
final class Documented {

    private Documented() {}

    static Map<String, List<String>> operations() {
        try {
            return new JsonMapper()
                    .readTree(given().get("/q/openapi?format=json").asString())
                    .path("paths")
                    .propertyStream()
                    .filter(path -> path.getKey().startsWith("/commands/"))
                    .flatMap(path -> path.getValue()
                            .propertyStream()
                            .filter(operation -> operation.getValue().has("responses"))
                            .map(operation -> Map.entry(
                                    operation.getKey().toUpperCase(Locale.ROOT) + ' ' + path.getKey(),
                                    parameters(operation.getValue()))))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(noJson);
        }
    }

    private static List<String> parameters(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .map(parameter -> parameter.path("name").asText())
                .toList();
    }
}
