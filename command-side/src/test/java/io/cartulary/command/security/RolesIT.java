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
            | POST /commands/v1/admin/relay/{partition}/resume | 401 | 403 | 403 | 403 | 403 | 403 | may |
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
            | POST /commands/v1/promotions/{id}/end | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | PUT /commands/v1/carts/{id}/contact | 401 | may | 404 | may | 404 | may | 403 |
            | PUT /commands/v1/carts/{id}/customer | 401 | 403 | 403 | may | 404 | may | 403 |
            | PUT /commands/v1/carts/{id}/items/{lineId} | 401 | may | 404 | may | 404 | may | 403 |
            | PUT /commands/v1/carts/{id}/shipping-address | 401 | may | 404 | may | 404 | may | 403 |
            | PUT /commands/v1/orders/{id}/contact | 401 | may | 404 | may | 404 | may | 403 |
            | PUT /commands/v1/orders/{id}/customer | 401 | 403 | 403 | may | 404 | may | 403 |
            | PUT /commands/v1/orders/{id}/shipping-address | 401 | may | 404 | may | 404 | may | 403 |
            | PUT /commands/v1/products/{sku} | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | PUT /commands/v1/products/{sku}/price | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | PUT /commands/v1/promotions/{id} | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | PUT /commands/v1/promotions/{id}/codes/{code} | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | PUT /commands/v1/shipping-methods/{id} | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | PUT /commands/v1/tax-rates/{country} | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | PUT /commands/v1/tax-rates/{country}/{region} | 401 | 403 | 403 | 403 | 403 | may | 403 |""";

    /** Rejections that hide a stream from this caller. */
    private static final Set<String> NONE = Set.of("no-such-cart", "no-such-order");

    @Inject
    EventStore store;

    RolesIT() {
        super(EXPECTED);
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
