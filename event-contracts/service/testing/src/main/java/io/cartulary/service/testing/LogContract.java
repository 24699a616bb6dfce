package io.cartulary.service.testing;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log in a container: a line names the request, contains no personal data and no token, and is one JSON object. */
public abstract class LogContract {

    /** A token whose holder has carts and orders. */
    protected static final String ALICE = Tokens.customer("alice");

    private static final ObjectMapper JSON_READER = new ObjectMapper();
    private static final Path FILE = Path.of("target", "LogIT.log");

    /** The console's format, in a file. */
    public static final class InAContainer implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.log.file.enabled", "true",
                    "quarkus.log.file.path", FILE.toString(),
                    "quarkus.log.file.rotation.rotate-on-boot", "false",
                    "quarkus.log.json.file.enabled", "true",
                    "quarkus.log.category.\"io.cartulary\".level", "TRACE",
                    "quarkus.log.min-level", "TRACE");
        }
    }

    @BeforeEach
    void nobody_has_said_who_they_are() {
        RestAssured.replaceFiltersWith(List.of());
        Readiness.await();
    }

    @Test
    void a_line_names_the_caller_and_the_correlation() {
        String correlation = UUID.randomUUID().toString();

        as(ALICE)
                .header("X-Correlation-Id", correlation)
                .contentType(TEXT)
                .body("hello " + correlation)
                .post("/talkative")
                .then()
                .statusCode(204);

        JsonNode line = lineWith("hello " + correlation);
        assertThat(line.at("/mdc/actor").asText()).isEqualTo("customer:alice");
        assertThat(line.at("/mdc/correlationId").asText()).isEqualTo(correlation);
        assertThat(line.path("level").asText()).isEqualTo("INFO");
    }

    @Test
    void no_value_begins_a_line_of_the_log() {
        String mark = UUID.randomUUID().toString();
        String forged = "%s\r\n{\"level\": \"ERROR\", \"message\": \"%s\"}\n%s".formatted(mark, mark, mark);

        given().contentType(TEXT).body(forged).post("/talkative").then().statusCode(204);
        given().contentType(TEXT).body(forged).post("/talkative/failure").then().statusCode(500);

        await().untilAsserted(() -> assertThat(lines())
                .filteredOn(line -> line.toString().contains(mark))
                .extracting(line -> line.path("loggerName").asText())
                .hasSize(2)
                .startsWith(Talkative.class.getName()));
    }

    /** What was logged until now has none of these texts. */
    protected static void thenTheLogHasNone(String... texts) {
        // if nothing reached this file, the test would find nothing
        given().contentType(TEXT)
                .body("the end of it")
                .post("/talkative/failure")
                .then()
                .statusCode(500);
        lineWith("the end of it");
        assertThat(lines())
                .extracting(JsonNode::toString)
                .noneMatch(line -> Stream.of(texts).anyMatch(line::contains));
    }

    /** A request with that token. */
    protected static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static JsonNode lineWith(String text) {
        return await().until(
                        () -> lines().stream()
                                .filter(line -> line.toString().contains(text))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** The complete lines. Fails when one of them is not JSON. */
    private static List<JsonNode> lines() {
        try {
            String file = Files.readString(FILE);
            return file.substring(0, file.lastIndexOf('\n') + 1)
                    .lines()
                    .map(LogContract::parsed)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON_READER.readTree(line);
        } catch (IOException failure) {
            throw new AssertionError("a line of its own: " + line, failure);
        }
    }
}
