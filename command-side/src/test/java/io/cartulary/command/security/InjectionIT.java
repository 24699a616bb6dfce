package io.cartulary.command.security;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.cartulary.service.testing.Operation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Text is data: it is stored as it was sent, or rejected, and neither a database nor a log interprets it. Tested on
 * every member of every body in the service's own OpenAPI document.
 */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class InjectionIT {

    private static final String FORGED = "ERROR forged line";

    private static final List<String> INJECTIONS = List.of(
            "' OR 1=1 --",
            "'; DROP TABLE events; --",
            "\"}, {\"name\": \"another",
            "x', 'y'), ('z",
            "'; TRUNCATE cart_by_id; --",
            "\\",
            "${jndi:ldap://127.0.0.1:1/x}",
            "%s%n%d",
            "<script>alert(1)</script>",
            "line\r\n" + FORGED,
            "zero\u0000byte",
            "\u202etfel ot thgir",
            "four bytes: \ud83d\ude00",
            "half a pair: \ud83d");

    /** Members that accept some or all of these: the accepted ones are read back unchanged, to the character. */
    private static final Set<String> STORED = Set.of(
            "POST /commands/v1/orders/{id}/cancellation reason",
            "POST /commands/v1/orders/{id}/credits reason",
            "POST /commands/v1/orders/{id}/hold reason",
            "POST /commands/v1/orders/{id}/notes text",
            "POST /commands/v1/orders/{id}/payments providerRef",
            "POST /commands/v1/orders/{id}/payments transactionRef",
            "POST /commands/v1/orders/{id}/shipments carrier",
            "POST /commands/v1/orders/{id}/shipments tracking",
            "PUT /commands/v1/carts/{id}/shipping-address city",
            "PUT /commands/v1/carts/{id}/shipping-address postalCode",
            "PUT /commands/v1/carts/{id}/shipping-address recipient",
            "PUT /commands/v1/carts/{id}/shipping-address street",
            "PUT /commands/v1/orders/{id}/shipping-address city",
            "PUT /commands/v1/orders/{id}/shipping-address postalCode",
            "PUT /commands/v1/orders/{id}/shipping-address recipient",
            "PUT /commands/v1/orders/{id}/shipping-address street",
            "PUT /commands/v1/products/{sku} name",
            "PUT /commands/v1/promotions/{id} name",
            "PUT /commands/v1/shipping-methods/{id} name");

    /** So that half a pair is sent as half a pair. */
    private static final ObjectWriter ASCII = new ObjectMapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    @Inject
    EventStore store;

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void a_text_is_stored_as_it_was_sent_or_rejected() {
        var stored = new TreeSet<String>();
        var wrong = new ArrayList<String>();

        try (var log = new Logged()) {
            for (Operation operation : Operation.all()) {
                for (String member : texts(operation)) {
                    attempts(operation, member, stored, wrong);
                }
            }
            thenNothingForgesALine(log);
        }

        assertThat(wrong).isEmpty();
        assertThat(stored).containsExactlyInAnyOrderElementsOf(STORED);
    }

    @ParameterizedTest
    @MethodSource("injections")
    void what_stands_in_a_path_or_a_header_is_rejected_or_does_no_harm(String text) {
        Belongings alices = Belongings.ofCustomer("alice");

        try (var log = new Logged()) {
            List<Response> answers = Stream.concat(
                            Stream.of("carts/{it}/items", "carts/" + alices.cart() + "/items/{it}", "products/{it}")
                                    .map(path -> given().urlEncodingEnabled(false)
                                            .delete("/commands/v1/" + path.replace("{it}", encoded(text)))),
                            visible(text)
                                    ? Stream.of("Idempotency-Key", "If-Match", "X-Correlation-Id", "Guest-Token")
                                            .map(header -> given().header(header, text)
                                                    .delete("/commands/v1/carts/{id}/items", alices.cart()))
                                    : Stream.of())
                    .toList();

            assertThat(answers).extracting(Response::statusCode).allMatch(status -> status < 500);
            thenNothingForgesALine(log);
        }
    }

    static List<String> injections() {
        return INJECTIONS;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /** Only visible texts can be sent in a header. */
    private static boolean visible(String text) {
        return text.chars().allMatch(character -> character >= ' ' && character <= '~');
    }

    private void attempts(Operation operation, String member, Set<String> stored, List<String> wrong) {
        String what = operation + " " + member;
        Belongings about = Belongings.ofCustomer("alice");
        givenItIsPaidAndConfirmed(operation, about);
        for (String text : INJECTIONS) {
            List<Envelope> before = events(about);
            Response answer = call(operation, member, text, about);
            List<Envelope> added = new ArrayList<>(events(about));
            added.removeAll(before);
            if (answer.statusCode() >= 300 && !operation.problems().contains(problem(answer))) {
                wrong.add(what + " with " + text + ": " + problem(answer));
            }
            for (Envelope event : added) {
                stored.add(what);
                if (!event.event().toString().contains(text)) {
                    wrong.add(what + " with " + text + " became " + event.event());
                }
            }
        }
    }

    private static String problem(Response answer) {
        return answer.statusCode() + " " + answer.path("code");
    }

    /** An order has to be paid to be shipped; it must not be paid to be cancelled. */
    private static void givenItIsPaidAndConfirmed(Operation operation, Belongings about) {
        if (!operation.path().endsWith("/shipments")) {
            return;
        }
        given().contentType(JSON)
                .body("""
                        {"providerRef": "pi", "kind": "AUTHORIZED", "amount": {"amount": 25000, "currency": "EUR"}}""")
                .post("/commands/v1/orders/{id}/payments", about.order())
                .then()
                .statusCode(200);
        given().post("/commands/v1/orders/{id}/confirmation", about.order())
                .then()
                .statusCode(200);
    }

    private List<Envelope> events(Belongings about) {
        return Stream.of(
                        new StreamId("cart", about.cart()),
                        new StreamId("order", about.order()),
                        new StreamId("product", about.sku()),
                        new StreamId("promotion", about.sku()),
                        new StreamId("shipping", about.sku()))
                .flatMap(stream -> events(stream).stream())
                .toList();
    }

    private List<Envelope> events(StreamId stream) {
        return store.read(stream, 0, 100).await().atMost(Duration.ofSeconds(10));
    }

    private Response call(Operation operation, String member, String text, Belongings about) {
        JsonNode body = operation.body(
                Map.of("source", about.otherCart(), "sku", about.sku(), "lineId", lineOf(about.order())));
        body.findParents(member).forEach(parent -> ((ObjectNode) parent).put(member, text));
        return given().contentType(JSON)
                .body(ascii(body))
                .request(
                        operation.method(),
                        operation
                                .path()
                                .replace("carts/{id}", "carts/" + about.cart())
                                .replace("orders/{id}", "orders/" + about.order())
                                .replace("{sku}", about.sku())
                                .replace("promotions/{id}", "promotions/" + about.sku())
                                .replace("shipping-methods/{id}", "shipping-methods/" + about.sku())
                                .replace("{country}", "US")
                                .replace("{region}", "CA")
                                .replaceAll("\\{[^}]+}", UUID.randomUUID().toString()));
    }

    private static String ascii(JsonNode body) {
        try {
            return ASCII.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private String lineOf(String order) {
        return ((OrderPlaced) events(new StreamId("order", order)).getFirst().event())
                .lines()
                .getFirst()
                .lineId()
                .toString();
    }

    private static List<String> texts(Operation operation) {
        return operation.example() == null
                ? List.of()
                : texts(operation.example()).distinct().toList();
    }

    private static Stream<String> texts(JsonNode node) {
        return switch (node) {
            case ObjectNode object ->
                object.properties().stream()
                        .flatMap(member -> member.getValue() instanceof TextNode
                                ? Stream.of(member.getKey())
                                : texts(member.getValue()));
            case ArrayNode array -> Stream.of(array.get(0)).flatMap(InjectionIT::texts);
            default -> Stream.of();
        };
    }

    private static void thenNothingForgesALine(Logged log) {
        assertThat(log.lines()).map(Logged::text).noneMatch(line -> line.contains("\n" + FORGED));
    }
}
