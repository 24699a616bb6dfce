package io.cartulary.query.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent.CartCreated;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.OrderLine;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.Totals;
import io.cartulary.localstack.Tokens;
import io.cartulary.query.History;
import io.cartulary.query.OneWorld;
import io.cartulary.query.Topic;
import io.cartulary.service.testing.Operation;
import io.cartulary.service.testing.RolesContract;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

@QuarkusTest
@TestProfile(OneWorld.class)
class RolesIT extends RolesContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final UUID GUEST = UUID.randomUUID();

    private static final String DEFAULTS = """
            | path | nobody | own guest | other guest | own customer | other customer | staff | operator |
            |---|---|---|---|---|---|---|---|
            | /queries/v1/admin/ | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | /queries/v1/carts/{id} | 401 | may | 404 | may | 404 | may | 403 |
            | /queries/v1/orders/{id} | 401 | may | 404 | may | 404 | may | 403 |""";

    private static final String EXCEPTIONS = """
            | operation | nobody | own guest | other guest | own customer | other customer | staff | operator |
            |---|---|---|---|---|---|---|---|
            | GET /queries/v1/carts | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | GET /queries/v1/customers/{id}/cart | 401 | 403 | 403 | may | 404 | may | 403 |
            | GET /queries/v1/customers/{id}/orders | 401 | 403 | 403 | may | 404 | may | 403 |
            | GET /queries/v1/orders | 401 | may | may | may | may | may | 403 |
            | GET /queries/v1/products | may | may | may | may | may | may | may |
            | GET /queries/v1/products/{sku} | may | may | may | may | may | may | may |
            | GET /queries/v1/products/{sku}/history | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | GET /queries/v1/products/{sku}/removals | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | GET /queries/v1/promotions | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | GET /queries/v1/promotions/{id} | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | GET /queries/v1/promotions/{id}/codes | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | GET /queries/v1/promotions/{id}/codes/{code} | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | GET /queries/v1/promotions/{id}/codes/{code}/history | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | GET /queries/v1/promotions/{id}/history | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | GET /queries/v1/reports/sales | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | GET /queries/v1/shipping-methods | may | may | may | may | may | may | may |
            | GET /queries/v1/shipping-methods/{id} | may | may | may | may | may | may | may |
            | GET /queries/v1/shipping-methods/{id}/history | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | GET /queries/v1/streams/{streamId}/events | 401 | may | 404 | may | 404 | may | 404 |
            | GET /queries/v1/tax-rates | may | may | may | may | may | may | may |
            | GET /queries/v1/tax-rates/{country} | may | may | may | may | may | may | may |
            | GET /queries/v1/tax-rates/{country}/history | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | GET /queries/v1/tax-rates/{country}/{region} | may | may | may | may | may | may | may |
            | GET /queries/v1/tax-rates/{country}/{region}/history | 401 | 403 | 403 | 403 | 403 | may | 403 |""";

    /** A cart and an order of one owner, with the same id. */
    private record Belongings(UUID id, String sku) {}

    private Belongings guests;
    private Belongings alices;

    RolesIT() {
        super(DEFAULTS, EXCEPTIONS);
    }

    @BeforeEach
    void a_guest_and_a_customer_have_a_cart_and_an_order() {
        guests = belongings(new Owner.Guest(GUEST));
        alices = belongings(new Owner.Customer("alice"));
    }

    @Override
    protected Function<Who, String> row(Operation operation) {
        return who -> ask(
                operation,
                who.token(Tokens.guest(GUEST), () -> Tokens.guest(UUID.randomUUID())),
                who == Who.OWN_GUEST ? guests : alices);
    }

    private static Belongings belongings(Owner owner) {
        History history = History.shared();
        var belongings = new Belongings(UUID.randomUUID(), "sku-" + UUID.randomUUID());
        var price = new Money(1250, EUR);
        var line = new OrderLine(UUID.randomUUID(), belongings.sku(), "Coffee", 1, price);
        var placed = new OrderPlaced(
                "7Q4K-2M9X-C3TB",
                1,
                owner,
                List.of(line),
                new Totals(1, 1, price),
                new Address("Erika", "Heidestr. 17", null, "51147", "Köln", null, "DE"),
                new Contact("erika@example.com", null));
        List<Envelope> events = Stream.of(
                        history.record(new StreamId("product", belongings.sku()), new ProductListed("Coffee", price)),
                        history.record(stream("cart", belongings), new CartCreated(owner, EUR)),
                        history.record(stream("order", belongings), placed))
                .flatMap(List::stream)
                .toList();
        Topic.sendOnce(events);
        for (Envelope event : events) {
            given().header("Authorization", "Bearer " + Tokens.staff("bob"))
                    .header("Consistency-Token", event.partition() + ":" + event.position())
                    .get("/queries/v1/products/{sku}?wait=10s", belongings.sku())
                    .then()
                    .statusCode(oneOf(200, 404));
        }
        return belongings;
    }

    private static StreamId stream(String category, Belongings belongings) {
        return new StreamId(category, belongings.id().toString());
    }

    /** Does not read an answer to its end: a stream of events has none. */
    private static String ask(Operation operation, String token, Belongings about) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(operation, about))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(
                        operation.method(),
                        operation.method().equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return answer.statusCode() < 400
                        ? "may"
                        : verdict(
                                answer.statusCode(),
                                JSON.readTree(body).path("code").asText());
            } finally {
                client.shutdownNow();
            }
        } catch (IOException e) {
            throw new AssertionError(operation + " is not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static URI uri(Operation operation, Belongings about) {
        String path = operation
                .path()
                .replace("{streamId}", "cart:" + about.id())
                .replace("customers/{id}", "customers/alice")
                .replaceAll("(carts|orders)/\\{id}", "$1/" + about.id())
                .replace("{sku}", about.sku())
                .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        return URI.create("http://localhost:" + RestAssured.port + path + operation.query());
    }

    /** Problems that hide a stream from the caller. */
    private static final Set<String> NONE =
            Set.of("no-such-cart", "no-such-customer", "no-such-order", "no-such-stream");

    private static String verdict(int status, String code) {
        return switch (status) {
            case 400 -> "may";
            case 401, 403 -> Integer.toString(status);
            case 404 -> NONE.contains(code) ? "404" : "may";
            default -> status + " " + code;
        };
    }
}
