package io.cartulary.command.security;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Permissions: every operation of the service's own OpenAPI document, requested by every kind of caller. A new
 * operation has no line in the table, and fails this test until somebody decides who may use it.
 */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class RolesIT {

    private static final Logger LOG = Logger.getLogger(RolesIT.class);
    private static final int AT_ONCE = 4;

    /**
     * {@code may}: the result depends on rules and states. {@code 404}: there is no such cart or order, for this
     * caller. A guest and a customer each try their own things ({@code own}), and others' ({@code other}).
     */
    private static final String EXPECTED = """
            | operation | nobody | own guest | other guest | own customer | other customer | staff | operator |
            |---|---|---|---|---|---|---|---|
            | DELETE /commands/v1/admin/replays/{id} | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | DELETE /commands/v1/carts/{id}/items | 401 | may | 404 | may | 404 | may | 403 |
            | DELETE /commands/v1/carts/{id}/items/{lineId} | 401 | may | 404 | may | 404 | may | 403 |
            | DELETE /commands/v1/products/{sku} | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | GET /commands/v1/admin/relay | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | GET /commands/v1/admin/replays | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | GET /commands/v1/admin/replays/{id} | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | GET /commands/v1/admin/set-aside | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | POST /commands/v1/admin/replays | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | POST /commands/v1/admin/set-aside/{partition}/{offset}/replay | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | POST /commands/v1/carts | may | may | may | may | may | may | 403 |
            | POST /commands/v1/carts/{id}/checkout | 401 | may | 404 | may | 404 | may | 403 |
            | POST /commands/v1/carts/{id}/freeze | 401 | may | 404 | may | 404 | may | 403 |
            | POST /commands/v1/carts/{id}/items | 401 | may | 404 | may | 404 | may | 403 |
            | POST /commands/v1/carts/{id}/merge | 401 | may | 404 | may | 404 | may | 403 |
            | POST /commands/v1/carts/{id}/repricing | 401 | may | 404 | may | 404 | may | 403 |
            | POST /commands/v1/carts/{id}/restoration | 401 | may | 404 | may | 404 | may | 403 |
            | POST /commands/v1/carts/{id}/unfreeze | 401 | may | 404 | may | 404 | may | 403 |
            | POST /commands/v1/orders/{id}/cancellation | 401 | may | 404 | may | 404 | may | 403 |
            | POST /commands/v1/orders/{id}/completion | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | POST /commands/v1/orders/{id}/confirmation | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | POST /commands/v1/orders/{id}/credits | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | POST /commands/v1/orders/{id}/edits | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | POST /commands/v1/orders/{id}/hold | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | POST /commands/v1/orders/{id}/notes | 401 | may | 404 | may | 404 | may | 403 |
            | POST /commands/v1/orders/{id}/payments | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | POST /commands/v1/orders/{id}/refunds | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | POST /commands/v1/orders/{id}/release | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | POST /commands/v1/orders/{id}/returns | 401 | may | 404 | may | 404 | may | 403 |
            | POST /commands/v1/orders/{id}/returns/{returnId}/approval | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | POST /commands/v1/orders/{id}/returns/{returnId}/receipt | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | POST /commands/v1/orders/{id}/returns/{returnId}/rejection | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | POST /commands/v1/orders/{id}/returns/{returnId}/replacements | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | POST /commands/v1/orders/{id}/shipments | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | POST /commands/v1/orders/{id}/shipments/{shipmentId}/delivery | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | POST /commands/v1/orders/{id}/shipments/{shipmentId}/loss | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | POST /commands/v1/orders/{id}/shipments/{shipmentId}/return-to-sender | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | PUT /commands/v1/carts/{id}/contact | 401 | may | 404 | may | 404 | may | 403 |
            | PUT /commands/v1/carts/{id}/customer | 401 | 403 | 403 | may | 404 | may | 403 |
            | PUT /commands/v1/carts/{id}/items/{lineId} | 401 | may | 404 | may | 404 | may | 403 |
            | PUT /commands/v1/carts/{id}/shipping-address | 401 | may | 404 | may | 404 | may | 403 |
            | PUT /commands/v1/orders/{id}/contact | 401 | may | 404 | may | 404 | may | 403 |
            | PUT /commands/v1/orders/{id}/customer | 401 | 403 | 403 | may | 404 | may | 403 |
            | PUT /commands/v1/orders/{id}/shipping-address | 401 | may | 404 | may | 404 | may | 403 |
            | PUT /commands/v1/products/{sku} | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | PUT /commands/v1/products/{sku}/price | 401 | 403 | 403 | 403 | 403 | may | 403 |""";

    /** Rejections that hide a stream from this caller. */
    private static final Set<String> NONE = Set.of("no-such-cart", "no-such-order");

    @Inject
    EventStore store;

    @BeforeEach
    void nobody_has_said_who_they_are() {
        RestAssured.replaceFiltersWith(List.of());
        Readiness.await();
    }

    /** The callers, in the order of the table's columns. */
    private enum Who {
        NOBODY,
        OWN_GUEST,
        OTHER_GUEST,
        OWN_CUSTOMER,
        OTHER_CUSTOMER,
        STAFF,
        OPERATOR;

        private String subject() {
            return this == OTHER_CUSTOMER ? "mallory" : "alice";
        }

        private String token(Belongings guests) {
            return switch (this) {
                case NOBODY -> "";
                case OWN_GUEST -> guests.token();
                case OTHER_GUEST -> Belongings.ofGuest().token();
                case OWN_CUSTOMER, OTHER_CUSTOMER -> Tokens.customer(subject());
                case STAFF -> Tokens.staff("bob");
                case OPERATOR -> Tokens.operator("olga");
            };
        }
    }

    @Test
    void every_operation_is_for_whom_it_is_meant_and_for_nobody_else() {
        List<Future<String>> rows;
        // in parallel, because each caller has its own things and there are hundreds of cases
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            rows = Operation.all().stream()
                    .map(operation -> threads.submit(() -> row(operation)))
                    .toList();
        }
        String found = Stream.concat(
                        Stream.of(
                                row("operation", Stream.of(Who.values()).map(RolesIT::title)),
                                "|---|---|---|---|---|---|---|---|"),
                        rows.stream().map(Future::resultNow).sorted())
                .collect(joining("\n"));

        LOG.infof("who may do what:%n%s", found);
        assertThat(found).isEqualTo(EXPECTED);
    }

    private static String title(Who who) {
        return who.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String row(String operation, Stream<String> cells) {
        return "| " + operation + " | " + cells.collect(joining(" | ")) + " |";
    }

    private String row(Operation operation) {
        Belongings alices = Belongings.ofCustomer("alice");
        Belongings guests = Belongings.ofGuest();
        return row(
                operation.toString(),
                Arrays.stream(Who.values())
                        .map(who ->
                                attempt(operation, who, who == Who.OWN_GUEST ? guests : alices, who.token(guests))));
    }

    private String attempt(Operation operation, Who who, Belongings about, String token) {
        int before = events(about);
        Response answer = call(operation, who, token, about);
        int after = events(about);

        String verdict = verdict(operation, answer);
        return verdict.equals("may") || before == after ? verdict : verdict + ", and it was done";
    }

    private static String verdict(Operation operation, Response answer) {
        int status = answer.statusCode();
        if (status < 300) {
            return "may";
        }
        String code = String.valueOf(answer.<Object>path("code"));
        if (!operation.problems().contains(status + " " + code)) {
            return status + " " + code + ", which is not documented";
        }
        return switch (status) {
            case 401, 403 -> Integer.toString(status);
            case 404 -> NONE.contains(code) ? "404" : "may";
            case 409 -> "may";
            default -> status + " " + code;
        };
    }

    private int events(Belongings about) {
        return Stream.of(
                        new StreamId("cart", about.cart()),
                        new StreamId("cart", about.otherCart()),
                        new StreamId("order", about.order()),
                        new StreamId("product", about.sku()))
                .mapToInt(stream -> store.read(stream, 0, 100)
                        .await()
                        .atMost(Duration.ofSeconds(10))
                        .size())
                .sum();
    }

    private static Response call(Operation operation, Who who, String token, Belongings about) {
        RequestSpecification request = token.isEmpty() ? given() : given().header("Authorization", "Bearer " + token);
        if (operation.example() != null) {
            JsonNode body = operation.body(Map.of(
                    "source", about.otherCart(),
                    "sku", about.sku(),
                    "customerId", who.subject(),
                    "until", Instant.now().plus(Duration.ofDays(1)).toString()));
            if (who == Who.STAFF && operation.toString().equals("POST /commands/v1/carts")) {
                // only staff have to name the customer
                ((ObjectNode) body).put("customerId", who.subject());
            }
            request.contentType(JSON).body(body.toString());
        }
        String path = operation
                .path()
                .replace("carts/{id}", "carts/" + about.cart())
                .replace("orders/{id}", "orders/" + about.order())
                .replace("{sku}", about.sku())
                .replaceAll("\\{(partition|offset)}", "0")
                .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        return request.request(operation.method(), path + operation.query());
    }
}
