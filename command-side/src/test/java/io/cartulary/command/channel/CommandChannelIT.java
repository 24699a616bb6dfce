package io.cartulary.command.channel;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.contracts.CartEvent.ItemAdded;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class CommandChannelIT {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    EventStore store;

    @Inject
    CartsOverTheChannel carts;

    @Inject
    Rejections rejections;

    @Inject
    @ConfigProperty(name = "mp.messaging.incoming.commands.topic")
    String commands;

    private String sku;
    private StreamId cart;

    @BeforeEach
    void a_cart_and_a_product() {
        Readiness.await();
        sku = "SKU-" + UUID.randomUUID();
        given().contentType(JSON)
                .body("{\"name\": \"Tea\", \"price\": {\"amount\": 250, \"currency\": \"EUR\"}}")
                .put("/commands/v1/products/{sku}", sku)
                .then()
                .statusCode(200);
        String id = given().contentType(JSON)
                .body("{\"currency\": \"EUR\"}")
                .post("/commands/v1/carts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        cart = new StreamId("cart", id);
    }

    @Test
    void a_command_is_carried_out_once_however_often_it_comes() {
        var command = addItem(UUID.randomUUID().toString(), 2);
        CommandTopic.send(command);
        CommandTopic.send(command);
        CommandTopic.send(addItem(UUID.randomUUID().toString(), 5));

        assertThat(awaitQuantities(2)).containsExactly(2, 5);
        Envelope added = events().get(1);
        assertThat(added.actor()).isEqualTo("system:payments");
        assertThat(added.correlationId()).isEqualTo("checkout-7");
    }

    @Test
    void commands_of_one_key_are_carried_out_in_order() {
        IntStream.rangeClosed(1, 30)
                .forEach(quantity -> CommandTopic.send(addItem(UUID.randomUUID().toString(), quantity)));

        assertThat(awaitQuantities(30))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 30).boxed().toList());
    }

    @Test
    void a_rejected_command_is_answered_with_the_problem_that_http_would_answer() {
        String id = UUID.randomUUID().toString();
        CommandTopic.send(addItem(id, 0));
        String stale = UUID.randomUUID().toString();
        var outdated = addItem(stale, 1);
        outdated.headers().add("ce_ifversion", "7".getBytes(UTF_8));
        CommandTopic.send(outdated);

        JsonPath answer = rejections.await(id);
        assertThat(answer.getString("code")).isEqualTo("quantity-out-of-range");
        assertThat(answer.getInt("status")).isEqualTo(400);
        assertThat(rejections.await(stale).getString("code")).isEqualTo("stale-version");
        assertThat(events()).as("events of the cart").hasSize(1);
    }

    @Test
    void a_command_with_a_wrong_body_is_rejected_with_what_is_wrong_as_over_http() {
        String wrongType = UUID.randomUUID().toString();
        CommandTopic.send(command(wrongType, "cart.add-item.v1", "{\"sku\": \"cup\", \"quantity\": \"two\"}"));
        String unknown = UUID.randomUUID().toString();
        CommandTopic.send(command(unknown, "cart.add-item.v1", "{\"sku\": \"cup\", \"quantity\": 2, \"note\": 1}"));

        JsonPath answer = rejections.await(wrongType);
        assertThat(answer.getString("code")).isEqualTo("malformed-request");
        assertThat(answer.getString("violations[0].pointer")).isEqualTo("/quantity");
        assertThat(answer.getString("violations[0].code")).isEqualTo("wrong-type");
        assertThat(rejections.await(unknown).getString("violations[0].pointer")).isEqualTo("/note");
    }

    @Test
    void what_is_no_command_is_set_aside_with_its_reason_and_the_next_continues() {
        String noJson = UUID.randomUUID().toString();
        CommandTopic.send(command(noJson, "cart.add-item.v1", "{\"sku\": "));
        CommandTopic.send(addItem(UUID.randomUUID().toString(), 3));

        assertThat(awaitQuantities(1)).containsExactly(3);
        assertThat(awaitSetAside(noJson).get("reason")).asString().contains("is not the JSON of a cart.add-item.v1");
    }

    @Test
    void the_sender_of_an_unknown_type_is_told_even_when_nothing_else_is_right() {
        String unknown = UUID.randomUUID().toString();
        CommandTopic.send(command(unknown, "cart.dance.v1", "{}"));
        String hardlyAny = UUID.randomUUID().toString();
        var bare = command(hardlyAny, "cart.sing.v1", "");
        bare.headers().remove("ce_subject");
        CommandTopic.send(bare);

        JsonPath answer = rejections.await(unknown);
        assertThat(answer.getString("code")).isEqualTo("malformed-header");
        assertThat(answer.getString("violations[0].parameter")).isEqualTo("ce_type");
        assertThat(answer.getString("violations[0].code")).isEqualTo("not-allowed");
        assertThat(rejections.await(hardlyAny).getString("violations[0].parameter"))
                .isEqualTo("ce_type");
    }

    @Test
    void what_a_sender_calls_its_command_is_the_cause_of_the_events() {
        var command = addItem("payments say: 1".replace(' ', '_'), 2);
        command.headers().add("traceparent", TRACE.getBytes(UTF_8));
        CommandTopic.send(command);

        awaitQuantities(1);
        Envelope added = events().get(1);
        assertThat(added.causationId()).isEqualTo("payments_say:_1");
        assertThat(added.traceparent()).isEqualTo(TRACE);
    }

    @Test
    void a_record_that_is_odd_in_any_other_way_is_set_aside_too() {
        String mark = UUID.randomUUID().toString();
        var nullHeader = command(mark, "cart.add-item.v1", item(1));
        nullHeader.headers().remove("ce_source").add("ce_source", null);
        CommandTopic.send(nullHeader);
        String noId = "an id\n" + UUID.randomUUID();
        CommandTopic.send(command(noId, "cart.add-item.v1", item(1)));
        String capitals = UUID.randomUUID().toString();
        var otherKey = cart.rootId().toUpperCase(Locale.ROOT);
        var elsewhere = new ProducerRecord<>(commands, otherKey, item(1));
        command(capitals, "cart.add-item.v1", item(1)).headers().forEach(elsewhere.headers()::add);
        elsewhere.headers().remove("ce_subject").add("ce_subject", ("cart:" + otherKey).getBytes(UTF_8));
        CommandTopic.send(elsewhere);
        String large = UUID.randomUUID().toString();
        CommandTopic.send(command(large, "cart.add-item.v1", " ".repeat(256 * 1024) + item(1)));
        CommandTopic.send(addItem(UUID.randomUUID().toString(), 3));

        assertThat(awaitQuantities(1)).containsExactly(3);
        assertThat(awaitSetAside(mark).get("reason")).isEqualTo("it has no header ce_source");
        assertThat(awaitSetAside(noId.replace("\n", "\\n")).get("reason"))
                .asString()
                .startsWith("its ce_id is not 1 to 200");
        assertThat(awaitSetAside(capitals).get("reason")).asString().startsWith("its ce_subject ends in no uuid");
        assertThat(awaitSetAside(large).get("text")).asString().hasSize(4000);
    }

    /** The record fits the topic of commands, with no room for the reason. */
    @Test
    void of_a_record_that_is_too_large_only_the_place_is_kept() {
        CommandTopic.send(new ProducerRecord<>(commands, cart.rootId(), "x".repeat(1_048_576 - 130)));
        CommandTopic.send(addItem(UUID.randomUUID().toString(), 3));

        assertThat(awaitQuantities(1)).containsExactly(3);
        assertThat(await().atMost(PATIENCE)
                        .until(
                                () -> given().get("/commands/v1/admin/set-aside")
                                        .jsonPath()
                                        .getString("items.find { it.reason.contains('too large') }.reason"),
                                found -> found != null))
                .contains("is in " + commands + "-");
    }

    @Test
    void what_was_set_aside_is_carried_out_when_it_is_sent_again() {
        String id = UUID.randomUUID().toString();
        CommandTopic.send(command(id, "cart.defective.v1", item(4)));
        Map<String, Object> kept = awaitSetAside(id);
        assertThat(kept.get("reason")).asString().contains("a defect of ours");

        carts.mend();
        given().post(
                        "/commands/v1/admin/set-aside/{partition}/{offset}/replay",
                        kept.get("partition"),
                        kept.get("offset"))
                .then()
                .statusCode(200);

        assertThat(awaitQuantities(1)).containsExactly(4);
    }

    @Test
    void nothing_is_sent_again_that_is_not_set_aside() {
        given().post("/commands/v1/admin/set-aside/0/123456/replay").then().statusCode(404);
        given().post("/commands/v1/admin/set-aside/99/0/replay").then().statusCode(404);
    }

    private ProducerRecord<String, String> addItem(String id, int quantity) {
        return command(id, "cart.add-item.v1", item(quantity));
    }

    private String item(int quantity) {
        return "{\"sku\": \"%s\", \"quantity\": %d}".formatted(sku, quantity);
    }

    private ProducerRecord<String, String> command(String id, String type, String body) {
        var command = CommandTopic.command(id, "payments", cart, type, body);
        command.headers().add("ce_correlationid", "checkout-7".getBytes(UTF_8));
        return command;
    }

    private List<Envelope> events() {
        return store.read(cart, 0, 100).await().atMost(PATIENCE);
    }

    /** The quantities of the items that were added to the cart, once there are this many. */
    private List<Integer> awaitQuantities(int count) {
        await().atMost(PATIENCE).until(() -> events().size() > count);
        return events().stream()
                .skip(1)
                .map(event -> ((ItemAdded) event.event()).quantity())
                .toList();
    }

    private static Map<String, Object> awaitSetAside(String id) {
        return await().atMost(PATIENCE)
                .until(
                        () -> given().get("/commands/v1/admin/set-aside")
                                .jsonPath()
                                .getMap("items.find { it.headers.ce_id == '%s' }".formatted(id)),
                        found -> found != null);
    }
}
