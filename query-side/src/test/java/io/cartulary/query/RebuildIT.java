package io.cartulary.query;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.quarkus.runtime.api.session.QuarkusCqlSession;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.InstantJson;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rebuild builds the next generation, compares it with the active one, and activates it. */
@QuarkusTest
@TestProfile(RebuildIT.Hurried.class)
@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class RebuildIT {

    private static final String ADMIN = "/queries/v1/admin/rebuilds";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final UUID LINE = new UUID(0, 1);
    private static final History HISTORY = new History();
    /** All events in the topic, in the order of their first sending. */
    private static final List<Envelope> SENT = new ArrayList<>();

    private static Topic topic;

    @Inject
    CompletionStage<QuarkusCqlSession> session;

    /** Small batches, so that a rebuild takes several, and short delays. */
    public static final class Hurried implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "cartulary.rebuild.records-at-once", "7",
                    "cartulary.rebuild.bytes-at-once", "3000",
                    "cartulary.rebuild.rows-at-once", "3",
                    "cartulary.rebuild.events-per-second", "100000",
                    "cartulary.rebuild.look-every", "100ms",
                    "cartulary.rebuild.look-again-after", "500ms",
                    "cartulary.rebuild.drop-after", "500ms",
                    "cartulary.quarantine.poll-every", "100ms");
        }
    }

    @BeforeAll
    static void open() {
        topic = new Topic();
    }

    @AfterAll
    static void close() {
        topic.close();
    }

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @AfterEach
    void the_rebuild_is_over() {
        JsonPath last = get(ADMIN).jsonPath();
        if (!last.getList("rebuilds").isEmpty()) {
            String id = last.getString("rebuilds[0].id");
            for (String request : List.of("cancel", "drop")) {
                given().post(ADMIN + "/" + id + "/" + request);
            }
            await().atMost(PATIENCE).until(() -> List.of("CANCELLED", "DROPPED").contains(state(id)));
        }
    }

    @Test
    void what_is_wrong_in_the_living_rows_is_found_and_put_right_and_there_is_a_way_back() {
        UUID cart = cart("alice", 2);
        for (int i = 0; i < 30; i++) {
            cart("customer-" + i, 1 + i);
            product("Tea " + i);
        }
        topic.send(SENT);
        set(cart, "\"quantity\":2", "\"quantity\":20");

        String id = begin("{}");
        awaitState(id, "COMPARED");
        get(ADMIN + "/" + id)
                .then()
                .statusCode(200)
                .body("views.of", contains("cart", "code", "order", "product", "promotion", "shipping", "tax"))
                .body("compared.finished", equalTo(true))
                .body("compared.differing", equalTo(1))
                .body("compared.differences[0].table", equalTo("cart_by_id"))
                .body("compared.differences[0].key", equalTo("cart=" + cart))
                .body("compared.differences[0].fields", contains("/state/lines/" + LINE + "/quantity"));
        assertThat(get(ADMIN + "/" + id).jsonPath().getInt("filled.events"))
                .as("every event is folded once, whatever copies of it there are")
                .isEqualTo(SENT.size());

        // Other tests may have built views before, so generations have any numbers.
        JsonPath views = get(ADMIN + "/" + id).jsonPath();
        int cartsBefore = views.getInt("views.find { it.of == 'cart' }.living");
        int cartsBuilt = views.getInt("views.find { it.of == 'cart' }.built");
        int productsBefore = views.getInt("views.find { it.of == 'product' }.living");
        int productsBuilt = views.getInt("views.find { it.of == 'product' }.built");
        assertThat(cartsBuilt).isNotEqualTo(cartsBefore);

        // An event recorded after the start of the rebuild is in both generations.
        Envelope changed =
                record(stream(cart), new ItemQuantityChanged(LINE, 2, 3)).getFirst();
        topic.send(List.of(changed));
        fresh(changed);

        request(id, "activate", "").statusCode(409).body("code", equalTo("rebuild-differs"));
        request(id, "activate", "{\"despiteDifferences\": true}")
                .statusCode(200)
                .body("state", equalTo("ACTIVE"));
        eventually(cart, 3);

        request(id, "rollback").statusCode(200).body("state", equalTo("ROLLED_BACK"));
        eventually(cart, 20);

        request(id, "activate", "{\"despiteDifferences\": true}").statusCode(200);
        eventually(cart, 3);
        request(id, "drop").statusCode(200).body("state", equalTo("DROPPING"));
        awaitState(id, "DROPPED");
        assertThat(tables())
                .doesNotContain(table("cart_by_id", cartsBefore), table("products", productsBefore))
                .contains(table("cart_by_id", cartsBuilt), table("products", productsBuilt));
        Envelope last =
                record(stream(cart), new ItemQuantityChanged(LINE, 3, 4)).getFirst();
        topic.send(List.of(last));
        fresh(last).body("lines[0].quantity", equalTo(4));
    }

    @Test
    void one_kind_of_views_alone_is_built_again_and_given_up() {
        visible(product("Coffee"));
        topic.send(SENT);

        String id = begin("{\"views\": [\"product\"]}");
        awaitState(id, "COMPARED");
        int built = get(ADMIN + "/" + id).jsonPath().getInt("views[0].built");
        get(ADMIN + "/" + id)
                .then()
                .body("views.of", contains("product"))
                .body("views[0].tables", contains("product_by_sku", "products"));
        noRowDiffers(id);

        given().contentType("application/json")
                .body("{}")
                .post(ADMIN)
                .then()
                .statusCode(409)
                .body("code", equalTo("rebuild-under-way"));
        request(id, "rollback").statusCode(409).body("code", equalTo("rebuild-elsewhere"));
        request(id, "compare").statusCode(200);
        awaitState(id, "COMPARED");
        request(id, "cancel").statusCode(200).body("state", equalTo("CANCELLING"));
        awaitState(id, "CANCELLED");
        assertThat(tables()).doesNotContain("products_g" + built, "product_by_sku_g" + built);
    }

    @Test
    void a_paused_rebuild_folds_nothing_and_continues_where_it_was() {
        for (int i = 0; i < 10; i++) {
            product("Tea " + i);
        }
        topic.send(SENT);

        String id = begin("{\"views\": [\"product\"]}");
        // A rebuild can't be paused before its tables exist.
        await().atMost(PATIENCE).until(() -> request(id, "pause").extract().statusCode() == 200);
        assertThat(state(id)).isEqualTo("PAUSED");
        request(id, "pause").statusCode(200);
        visible(product("Meanwhile"));
        request(id, "activate").statusCode(409).body("code", equalTo("rebuild-elsewhere"));

        request(id, "resume").statusCode(200);
        awaitState(id, "COMPARED");
        noRowDiffers(id);
    }

    @Test
    void what_can_not_be_folded_is_left_behind_and_named() {
        var stream = new StreamId("product", "sku-" + UUID.randomUUID());
        List<Envelope> events = record(stream, listed("Tea"), listed("Green tea"), listed("Black tea"));
        var garbled = History.garbled(events.get(1), events.get(1).type(), "{\"name\": ");
        SENT.set(SENT.indexOf(events.get(1)), garbled);
        topic.send(List.of(events.get(0), garbled, events.get(2)));
        visible(events.get(2));

        String id = begin("{\"views\": [\"product\"]}");
        awaitState(id, "COMPARED");

        get(ADMIN + "/" + id)
                .then()
                .body("leftBehind.stream", contains(stream.toString()))
                .body("leftBehind[0].reason", containsString("can't be read"));
        noRowDiffers(id);

        // After the repair the new generation has the event as well as the active one.
        topic.send(List.of(events.get(1)));
        SENT.set(SENT.indexOf(garbled), events.get(1));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        get("/queries/v1/products/" + stream.rootId()).then().body("version", equalTo(3)));
        request(id, "compare").statusCode(200);
        awaitState(id, "COMPARED");
        noRowDiffers(id);
    }

    @Test
    void what_was_given_up_and_has_come_since_is_in_what_is_built_again() {
        var stream = new StreamId("product", "sku-" + UUID.randomUUID());
        List<Envelope> events = record(stream, listed("Tea"), listed("Green tea"), listed("Black tea"));
        var garbled = History.garbled(events.get(1), events.get(1).type(), "{\"name\": ");
        topic.send(List.of(events.get(0), garbled, events.get(2)));
        visible(events.get(2));
        given().contentType("application/json")
                .body("{\"why\": \"a test\"}")
                .post("/queries/v1/admin/quarantine/" + stream + "/discard")
                .then()
                .statusCode(200);
        Envelope later = record(stream, listed("White tea")).getFirst();
        topic.send(List.of(later));
        product(later, 4).header("Stale-Since", equalTo(InstantJson.text(garbled.recordedAt())));
        // The topic is filled again from MySQL, where the event is intact.
        topic.deleteAll(stream.partition());
        topic.send(SENT.stream()
                .filter(event -> event.partition() == stream.partition())
                .toList());

        String id = begin("{\"views\": [\"product\"]}");
        awaitState(id, "COMPARED");
        product(later, 4).header("Stale-Since", equalTo(InstantJson.text(garbled.recordedAt())));
        request(id, "activate", "{\"despiteDifferences\": true}").statusCode(200);

        await().atMost(PATIENCE).untilAsserted(() -> product(later, 4).header("Stale-Since", nullValue()));
        get("/queries/v1/products/" + stream.rootId() + "?version=2")
                .then()
                .statusCode(200)
                .body("name", equalTo("Green tea"));
    }

    @Test
    void what_the_topic_has_lost_is_waited_for_and_comes_with_a_replay() {
        Envelope product = product("Tea");
        visible(product);
        int partition = product.partition();
        topic.deleteAll(partition);

        String id = begin("{\"views\": [\"product\"]}");
        await().atMost(PATIENCE)
                .untilAsserted(() -> get(ADMIN + "/" + id)
                        .then()
                        .body("filled.partitions[%d].waitsFor".formatted(partition), equalTo(1)));

        topic.send(SENT.stream().filter(event -> event.partition() == partition).toList());
        awaitState(id, "COMPARED");
        noRowDiffers(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"views\": []}",
                "{\"views\": [null]}",
                "{\"views\": [\"baskets\"]}",
                "{\"views\": \"cart\"}",
                "{\"view\": []}",
                "{"
            })
    void only_views_that_there_are_can_be_built_again(String body) {
        given().contentType("application/json")
                .body(body)
                .post(ADMIN)
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed-request"));
    }

    @Test
    void there_are_no_other_rebuilds() {
        get(ADMIN + "/" + UUID.randomUUID()).then().statusCode(404).body("code", equalTo("no-such-rebuild"));
        request(UUID.randomUUID().toString(), "activate").statusCode(404);
        request("last", "pause").statusCode(400).body("code", equalTo("malformed-request"));
    }

    private static String begin(String body) {
        return given().contentType("application/json")
                .body(body)
                .post(ADMIN)
                .then()
                .statusCode(202)
                .header("Location", containsString(ADMIN + "/"))
                .extract()
                .path("id");
    }

    private static ValidatableResponse request(String id, String request) {
        return request(id, request, "{}");
    }

    private static ValidatableResponse request(String id, String request, String body) {
        return given().contentType("application/json")
                .body(body)
                .post(ADMIN + "/" + id + "/" + request)
                .then();
    }

    private static String state(String id) {
        return get(ADMIN + "/" + id).jsonPath().getString("state");
    }

    private static void awaitState(String id, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(state(id))
                        .as(() -> get(ADMIN + "/" + id).asString())
                        .isEqualTo(state));
    }

    private static void noRowDiffers(String id) {
        JsonPath report = get(ADMIN + "/" + id).jsonPath();
        assertThat(report.getList("compared.differences")).isEmpty();
        assertThat(report.getInt("compared.differing")).isZero();
    }

    private static void eventually(UUID cart, int quantity) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> get("/queries/v1/carts/" + cart).then().body("lines[0].quantity", equalTo(quantity)));
    }

    private static List<Envelope> record(StreamId stream, Event... events) {
        List<Envelope> recorded = HISTORY.record(stream, events);
        SENT.addAll(recorded);
        return recorded;
    }

    private static UUID cart(String customer, int quantity) {
        UUID id = UUID.randomUUID();
        List<Envelope> events = record(
                stream(id),
                new CartCreated(new Owner.Customer(customer), EUR),
                new ItemAdded(LINE, "tea", "Tea", quantity, new Money(450, EUR)));
        topic.send(events);
        fresh(events.getLast());
        return id;
    }

    private static Envelope product(String name) {
        List<Envelope> events = record(new StreamId("product", "sku-" + UUID.randomUUID()), listed(name));
        topic.send(events);
        return events.getFirst();
    }

    private static ProductListed listed(String name) {
        return new ProductListed(name, new Money(450, EUR));
    }

    private static StreamId stream(UUID cart) {
        return new StreamId("cart", cart.toString());
    }

    private static ValidatableResponse fresh(Envelope event) {
        return await().atMost(PATIENCE)
                .until(() -> visible(event, "carts"), answer -> answer.statusCode() == 200)
                .then();
    }

    private static void visible(Envelope event) {
        await().atMost(PATIENCE).until(() -> visible(event, "products"), answer -> answer.statusCode() == 200);
    }

    private static ValidatableResponse product(Envelope event, int version) {
        return visible(event, "products").then().statusCode(200).body("version", equalTo(version));
    }

    private static Response visible(Envelope event, String views) {
        return given().header("Consistency-Token", event.partition() + ":" + event.position())
                .get("/queries/v1/%s/%s?wait=5s"
                        .formatted(views, event.streamId().rootId()));
    }

    /** A write to Cassandra from outside the service. */
    private void set(UUID cart, String genuine, String wrong) {
        String state = requireNonNull(requireNonNull(cql("SELECT state FROM %s.cart_by_id WHERE cart = " + cart)
                        .one())
                .getString("state"));
        assertThat(state).contains(genuine);
        cql("UPDATE %%s.cart_by_id USING TIMESTAMP 1000 SET state = '%s' WHERE cart = %s"
                .formatted(state.replace(genuine, wrong), cart));
    }

    /** The table's name in the generation, as the first one's has no suffix. */
    private static String table(String name, int generation) {
        return generation == 1 ? name : name + "_g" + generation;
    }

    private List<String> tables() {
        return cql("SELECT table_name FROM system_schema.tables WHERE keyspace_name = '%s'").all().stream()
                .map(row -> requireNonNull(row.getString("table_name")))
                .toList();
    }

    private ResultSet cql(String text) {
        return session.toCompletableFuture().join().execute(text.formatted(keyspace()));
    }

    private static String keyspace() {
        return ConfigProvider.getConfig().getValue("cartulary.cassandra.keyspace", String.class);
    }
}
