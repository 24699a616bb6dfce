package io.cartulary.query.security;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.cartulary.query.History;
import io.cartulary.query.OneWorld;
import io.cartulary.query.Topic;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The access of every role to every operation of the service's own OpenAPI document. A new operation has no row in the
 * table, and fails this test until its access is decided.
 */
@QuarkusTest
@TestProfile(OneWorld.class)
class RolesIT {

    private static final Logger LOG = Logger.getLogger(RolesIT.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final UUID GUEST = UUID.randomUUID();

    /**
     * {@code may}: the operation answers, or the request is invalid. {@code 404}: the cart or order does not exist for
     * this caller. A guest and a customer each request their own streams ({@code own}), and others' ({@code other}).
     */
    private static final String EXPECTED = """
            | operation | nobody | own guest | other guest | own customer | other customer | staff | operator |
            |---|---|---|---|---|---|---|---|
            | GET /queries/v1/admin/audit | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | GET /queries/v1/admin/projections | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | GET /queries/v1/admin/quarantine | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | GET /queries/v1/admin/quarantine/{streamId} | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | GET /queries/v1/admin/rebuilds | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | GET /queries/v1/admin/rebuilds/{id} | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | GET /queries/v1/carts | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | GET /queries/v1/carts/{id} | 401 | may | 404 | may | 404 | may | 403 |
            | GET /queries/v1/carts/{id}/diff | 401 | may | 404 | may | 404 | may | 403 |
            | GET /queries/v1/carts/{id}/history | 401 | may | 404 | may | 404 | may | 403 |
            | GET /queries/v1/customers/{id}/cart | 401 | 403 | 403 | may | 404 | may | 403 |
            | GET /queries/v1/customers/{id}/orders | 401 | 403 | 403 | may | 404 | may | 403 |
            | GET /queries/v1/orders | 401 | may | may | may | may | may | 403 |
            | GET /queries/v1/orders/{id} | 401 | may | 404 | may | 404 | may | 403 |
            | GET /queries/v1/orders/{id}/diff | 401 | may | 404 | may | 404 | may | 403 |
            | GET /queries/v1/orders/{id}/history | 401 | may | 404 | may | 404 | may | 403 |
            | GET /queries/v1/products | may | may | may | may | may | may | may |
            | GET /queries/v1/products/{sku} | may | may | may | may | may | may | may |
            | GET /queries/v1/products/{sku}/removals | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | GET /queries/v1/reports/sales | 401 | 403 | 403 | 403 | 403 | may | 403 |
            | GET /queries/v1/streams/{streamId}/events | 401 | may | 404 | may | 404 | may | 404 |
            | POST /queries/v1/admin/quarantine/{streamId}/discard | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | POST /queries/v1/admin/quarantine/{streamId}/resume | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | POST /queries/v1/admin/rebuilds | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | POST /queries/v1/admin/rebuilds/{id}/activate | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | POST /queries/v1/admin/rebuilds/{id}/cancel | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | POST /queries/v1/admin/rebuilds/{id}/compare | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | POST /queries/v1/admin/rebuilds/{id}/drop | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | POST /queries/v1/admin/rebuilds/{id}/pause | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | POST /queries/v1/admin/rebuilds/{id}/resume | 401 | 403 | 403 | 403 | 403 | 403 | may |
            | POST /queries/v1/admin/rebuilds/{id}/rollback | 401 | 403 | 403 | 403 | 403 | 403 | may |""";

    /** The callers, in the order of the table's columns. */
    private enum Who {
        NOBODY,
        OWN_GUEST,
        OTHER_GUEST,
        OWN_CUSTOMER,
        OTHER_CUSTOMER,
        STAFF,
        OPERATOR;

        private String token() {
            return switch (this) {
                case NOBODY -> "";
                case OWN_GUEST -> Tokens.guest(GUEST);
                case OTHER_GUEST -> Tokens.guest(UUID.randomUUID());
                case OWN_CUSTOMER -> Tokens.customer("alice");
                case OTHER_CUSTOMER -> Tokens.customer("mallory");
                case STAFF -> Tokens.staff("bob");
                case OPERATOR -> Tokens.operator("olga");
            };
        }

        private String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private record Operation(String method, String path, String query) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** A cart and an order of one owner, with the same id. */
    private record Belongings(UUID id, String sku) {}

    @BeforeEach
    void nobody_has_said_who_they_are() {
        RestAssured.replaceFiltersWith(List.of());
        Readiness.await();
    }

    @Test
    void every_operation_is_for_whom_it_is_meant_and_for_nobody_else() throws IOException {
        History history = History.shared();
        Belongings guests = belongings(new Owner.Guest(GUEST), history);
        Belongings alices = belongings(new Owner.Customer("alice"), history);

        var rows = new ArrayList<String>();
        for (Operation operation : operations()) {
            rows.add(row(
                    operation.toString(),
                    Arrays.stream(Who.values())
                            .map(who -> ask(operation, who.token(), who == Who.OWN_GUEST ? guests : alices))));
        }
        String found = Stream.concat(
                        Stream.of(
                                row("operation", Stream.of(Who.values()).map(Who::title)),
                                "|---|---|---|---|---|---|---|---|"),
                        rows.stream().sorted())
                .collect(joining("\n"));

        LOG.infof("who may see what:%n%s", found);
        assertThat(found).isEqualTo(EXPECTED);
    }

    private static Belongings belongings(Owner owner, History history) {
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

    private static String row(String operation, Stream<String> cells) {
        return "| " + operation + " | " + cells.collect(joining(" | ")) + " |";
    }

    private static List<Operation> operations() throws IOException {
        JsonNode document = JSON.readTree(given().get("/q/openapi?format=json").asString());
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(member -> member.getValue().has("responses"))
                        .map(method -> new Operation(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                queryOf(method.getValue().path("parameters")))))
                .toList();
    }

    /** The required parameters with the document's examples. */
    private static String queryOf(JsonNode parameters) {
        return StreamSupport.stream(parameters.spliterator(), false)
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .filter(parameter -> parameter.path("required").asBoolean())
                .map(parameter -> parameter.path("name").asText() + "="
                        + URLEncoder.encode(parameter.path("example").asText(), UTF_8))
                .reduce("", (query, parameter) -> query + (query.isEmpty() ? "?" : "&") + parameter);
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
