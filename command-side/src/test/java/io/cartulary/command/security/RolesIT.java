package io.cartulary.command.security;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.service.testing.Operation;
import io.cartulary.service.testing.RolesContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class RolesIT extends RolesContract {

    private static final String DEFAULTS = """
            | path | nobody | own guest | other guest | own customer | other customer | staff | operator |
            |---|---|---|---|---|---|---|---|
            | /commands/v1/admin/ | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | /commands/v1/carts/{id}/ | 401 | may | 404 | may | 404 | may | 403 |
            | /commands/v1/orders/{id}/ | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | /commands/v1/products/ | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | /commands/v1/promotions/ | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | /commands/v1/shipping-methods/ | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | /commands/v1/tax-rates/ | 401 | 403 | 403 | 403 | 403 | may | 403 |""";

    private static final String EXCEPTIONS = """
            | operation | nobody | own guest | other guest | own customer | other customer | staff | operator |
            |---|---|---|---|---|---|---|---|
            | POST /commands/v1/carts | may | may | may | may | may | may | 403 |
            | POST /commands/v1/orders/{id}/cancellation | 401 | may | 404 | may | 404 | may | 403 |
            | POST /commands/v1/orders/{id}/notes | 401 | may | 404 | may | 404 | may | 403 |
            | POST /commands/v1/orders/{id}/returns | 401 | may | 404 | may | 404 | may | 403 |
            | PUT /commands/v1/carts/{id}/customer | 401 | 403 | 403 | may | 404 | may | 403 |
            | PUT /commands/v1/carts/{id}/external-tax | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | PUT /commands/v1/orders/{id}/contact | 401 | may | 404 | may | 404 | may | 403 |
            | PUT /commands/v1/orders/{id}/customer | 401 | 403 | 403 | may | 404 | may | 403 |
            | PUT /commands/v1/orders/{id}/shipping-address | 401 | may | 404 | may | 404 | may | 403 |""";

    /** Rejections that hide a stream from this caller. */
    private static final Set<String> NONE = Set.of("no-such-cart", "no-such-order");

    @Inject
    EventStore store;

    RolesIT() {
        super(DEFAULTS, EXCEPTIONS);
    }

    /** Each operation has things of its own, because it may change them. */
    @Override
    protected Function<Who, String> row(Operation operation) {
        Belongings alices = Belongings.ofCustomer("alice");
        Belongings guests = Belongings.ofGuest();
        return who -> attempt(
                operation,
                who,
                who == Who.OWN_GUEST ? guests : alices,
                who.token(guests.token(), () -> Belongings.ofGuest().token()));
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
                .replace("{country}", "US")
                .replace("{region}", "CA")
                .replaceAll("\\{(partition|offset)}", "0")
                .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        return request.request(operation.method(), path + operation.query());
    }
}
