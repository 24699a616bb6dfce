package io.cartulary.journeys;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Migration;
import io.cartulary.localstack.Service;
import io.cartulary.localstack.Service.Side;
import io.cartulary.localstack.Tokens;
import io.cartulary.localstack.Topics;
import io.cartulary.localstack.World;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.http.HttpClient.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * From an earlier build to this one and back, on the same servers: its events, topic and views, both builds side by side, and
 * the way back. Only {@code deploy/upgrade} runs it, which builds the earlier one.
 */
class UpgradeTrial {

    /** The checkout of the earlier build. */
    private static final Path BEFORE = Path.of(System.getProperty("upgrade.before", ""));

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String TOKEN = "Consistency-Token";
    private static final String ALICE = Tokens.customer("alice-" + UUID.randomUUID());
    private static final String STAFF = Tokens.staff("sam");
    private static final String OPERATOR = Tokens.operator("olga");
    private static final int TIMES = 5;
    private static final int SOME_ANSWERS = 20;

    private final Endpoints endpoints = LocalStack.joinOrStart();
    private final World world = World.unique();
    private final Map<String, String> environment = new HashMap<>(endpoints.environment(world));
    private final Path logs = Path.of("target", "logs", world.topic()).toAbsolutePath();

    private final Service oldCommands = before(Side.COMMAND, "command-side");
    private final Service oldQueries = before(Side.QUERY, "query-side");
    private final Service newCommands = Service.of(Side.COMMAND, 0, environment, logs.resolve("new-command-side.log"));
    private final Service newQueries = Service.of(Side.QUERY, 0, environment, logs.resolve("new-query-side.log"));

    /** The orders that each phase leaves to those after it, with the position of the last answer. */
    private final Map<String, String> placed = new HashMap<>();

    private final List<String> completed = new ArrayList<>();

    private Service before(Side side, String module) {
        return Service.of(
                side,
                BEFORE.resolve(module).resolve("target/quarkus-app"),
                environment,
                logs.resolve("old-" + module + ".log"));
    }

    @BeforeEach
    void given_the_earlier_build() throws IOException, InterruptedException {
        assertThat(BEFORE.resolve("query-side/target/quarkus-app")).isDirectory();
        Files.createDirectories(logs);
        Topics.create(endpoints.kafkaBootstrap(), world);
        Path migration = BEFORE.resolve("command-side/migration/target/quarkus-app/quarkus-run.jar");
        // on a busy machine the first connection takes longer than the 5 s that it had
        environment.put("QUARKUS_DATASOURCE_JDBC_ACQUISITION_TIMEOUT", "1M");
        assertThat(Migration.run(migration, environment, logs.resolve("old-migration.log")))
                .isZero();
        oldCommands.start();
        oldQueries.start();
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Service service : List.of(oldCommands, oldQueries, newCommands, newQueries)) {
            if (service.isAlive()) {
                service.kill();
            }
        }
    }

    @Test
    void what_either_build_writes_the_other_one_reads_and_continues() throws Exception {
        takeOrders(oldCommands, oldQueries);

        try (var address = new ServiceAddress();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            address.add(oldCommands.uri());
            var callers = new CartCreation("kept connections", address.uri(), Version.HTTP_1_1, true);
            threads.execute(callers);
            try {
                awaitMore(callers);

                // today's tables under the earlier replica, which knows nothing of them
                assertThat(Migration.run(environment, logs.resolve("new-migration.log")))
                        .isZero();
                awaitMore(callers);
                takeOrders(oldCommands, oldQueries);

                newCommands.start();
                newQueries.start();
                address.add(newCommands.uri());
                awaitMore(callers);
                bothWriteTheSameStreams();
                continueOrders(oldCommands, newQueries);
                continueOrders(newCommands, oldQueries);
                awaitMore(callers);
            } finally {
                callers.end();
            }
            assertThat(callers.failures()).isEmpty();
        }

        oldCommands.stop();
        oldQueries.stop();
        continueOrders(newCommands, newQueries);
        takeOrders(newCommands, newQueries);
        thenAllAreSeen(newQueries);

        // back
        oldCommands.start();
        oldQueries.start();
        newCommands.stop();
        newQueries.stop();
        takeOrders(oldCommands, oldQueries);
        continueOrders(oldCommands, oldQueries);

        // and on again
        newCommands.start();
        newQueries.start();
        oldCommands.stop();
        oldQueries.stop();
        continueOrders(newCommands, newQueries);
        thenAllAreSeen(newQueries);
        thenNothingIsSetAside(newQueries);
    }

    private static void awaitMore(CartCreation callers) {
        int wanted = callers.answered() + SOME_ANSWERS;
        await().atMost(PATIENCE)
                .until(() -> callers.answered() >= wanted || !callers.failures().isEmpty());
    }

    /** Adds to one cart through either replica, in turn; and repeats what the other one has answered. */
    private void bothWriteTheSameStreams() {
        String sku = product(oldCommands);
        String cart = cart(oldCommands);
        String token = "";
        for (int i = 0; i < TIMES; i++) {
            for (Service first : List.of(oldCommands, newCommands)) {
                Service second = first == oldCommands ? newCommands : oldCommands;
                String key = UUID.randomUUID().toString();
                Response answer = add(first, cart, sku, key);
                assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
                Response repeated = add(second, cart, sku, key);
                assertThat(repeated.statusCode()).as(repeated.asString()).isEqualTo(200);
                assertThat(repeated.path("version").toString())
                        .isEqualTo(answer.path("version").toString());
                token = answer.header(TOKEN);

                // it has nothing to change the second time, and less so when it is repeated
                String again = UUID.randomUUID().toString();
                contact(first, cart, UUID.randomUUID().toString());
                Response unchanged = contact(first, cart, again);
                assertThat(unchanged.statusCode()).as(unchanged.asString()).isEqualTo(200);
                Response repeatedUnchanged = contact(second, cart, again);
                assertThat(repeatedUnchanged.statusCode())
                        .as(repeatedUnchanged.asString())
                        .isEqualTo(200);
            }
        }
        for (Service queries : List.of(oldQueries, newQueries)) {
            awaitView(queries, "carts/" + cart, token, "itemCount", Integer.toString(2 * TIMES));
        }
    }

    private void takeOrders(Service commands, Service queries) {
        for (int i = 0; i < 3; i++) {
            placed.putAll(placeAnOrder(commands, queries));
        }
    }

    private Map<String, String> placeAnOrder(Service commands, Service queries) {
        String sku = product(commands);
        String cart = cart(commands);
        assertThat(add(commands, cart, sku, UUID.randomUUID().toString()).statusCode())
                .isEqualTo(200);
        as(ALICE)
                .contentType(JSON)
                .body(
                        "{\"recipient\": \"Alice\", \"street\": \"Heidestrasse 17\", \"postalCode\": \"51147\", \"city\": \"Koeln\","
                                + " \"country\": \"DE\"}")
                .put(commands.uri() + "/commands/v1/carts/" + cart + "/shipping-address")
                .then()
                .statusCode(200);
        contact(commands, cart, UUID.randomUUID().toString()).then().statusCode(200);
        String token = as(ALICE)
                .contentType(JSON)
                .body("{\"expectedTotal\": {\"amount\": 1250, \"currency\": \"EUR\"}}")
                .post(commands.uri() + "/commands/v1/carts/" + cart + "/checkout")
                .then()
                .statusCode(200)
                .extract()
                .header(TOKEN);
        awaitView(queries, "orders/" + cart, token, "state", "PLACED");
        return Map.of(cart, token);
    }

    /** One of the orders from before is paid, confirmed by itself, shipped, delivered and completed; the others are seen. */
    private void continueOrders(Service commands, Service queries) {
        placed.forEach((order, token) -> awaitView(queries, "orders/" + order, token, "state", "PLACED"));
        String order = placed.keySet().iterator().next();
        String token = Objects.requireNonNull(placed.remove(order));
        String line =
                awaitView(queries, "orders/" + order, token, "state", "PLACED").path("lines[0].lineId");
        staff(commands, order, "payments", payment("AUTHORIZED", order));
        awaitView(queries, "orders/" + order, token, "state", "CONFIRMED");
        staff(commands, order, "payments", payment("CAPTURED", order));
        String shipment =
                staff(commands, order, "shipments", """
                {"carrier": "DHL", "tracking": "JJD1", "lines": [{"lineId": "%s", "quantity": 1}]}""".formatted(line)).path("part");
        staff(commands, order, "shipments/" + shipment + "/delivery", "");
        String last = staff(commands, order, "completion", "").header(TOKEN);
        awaitView(newOr(queries), "orders/" + order, last, "state", "COMPLETED");
        completed.add(order);
    }

    /** What only the new build writes, the earlier one may keep aside until it is gone. */
    private Service newOr(Service queries) {
        return newQueries.isAlive() ? newQueries : queries;
    }

    private void thenAllAreSeen(Service queries) {
        completed.forEach(order -> awaitView(queries, "orders/" + order, "", "state", "COMPLETED"));
        placed.forEach((order, token) -> awaitView(queries, "orders/" + order, token, "state", "PLACED"));
    }

    private void thenNothingIsSetAside(Service queries) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(as(OPERATOR)
                                .get(queries.uri() + "/queries/v1/admin/quarantine")
                                .then()
                                .statusCode(200)
                                .extract()
                                .asString())
                        .doesNotContain("order:", "cart:", "product:"));
    }

    private static String payment(String kind, String order) {
        return "{\"kind\": \"%s\", \"providerRef\": \"pi_%s\", \"amount\": {\"amount\": 1250, \"currency\": \"EUR\"}}"
                .formatted(kind, order);
    }

    private static Response staff(Service commands, String order, String what, String body) {
        Response answer = as(STAFF)
                .contentType(JSON)
                .body(body)
                .post(commands.uri() + "/commands/v1/orders/" + order + "/" + what);
        assertThat(answer.statusCode()).as("%s: %s", what, answer.asString()).isEqualTo(200);
        return answer;
    }

    private static String product(Service commands) {
        String sku = "SKU-" + UUID.randomUUID();
        as(STAFF)
                .contentType(JSON)
                .body("{\"name\": \"Something\", \"price\": {\"amount\": 1250, \"currency\": \"EUR\"}}")
                .put(commands.uri() + "/commands/v1/products/" + sku)
                .then()
                .statusCode(200);
        return sku;
    }

    private static String cart(Service commands) {
        return as(ALICE)
                .contentType(JSON)
                .body("{\"currency\": \"EUR\"}")
                .post(commands.uri() + "/commands/v1/carts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Response add(Service commands, String cart, String sku, String key) {
        return as(ALICE)
                .contentType(JSON)
                .header("Idempotency-Key", key)
                .body("{\"sku\": \"%s\", \"quantity\": 1}".formatted(sku))
                .post(commands.uri() + "/commands/v1/carts/" + cart + "/items");
    }

    private static Response contact(Service commands, String cart, String key) {
        return as(ALICE)
                .contentType(JSON)
                .header("Idempotency-Key", key)
                .body("{\"email\": \"alice@example.com\"}")
                .put(commands.uri() + "/commands/v1/carts/" + cart + "/contact");
    }

    /** The view once it says that. */
    private static Response awaitView(Service queries, String path, String token, String member, String value) {
        var seen = new Response[1];
        await("%s of %s is %s".formatted(member, path, value)).atMost(PATIENCE).untilAsserted(() -> {
            RequestSpecification request = as(ALICE);
            if (!token.isEmpty()) {
                request = request.header(TOKEN, token);
            }
            seen[0] = request.get(queries.uri() + "/queries/v1/" + path);
            assertThat(seen[0].statusCode()).as(seen[0].asString()).isEqualTo(200);
            assertThat(seen[0].path(member).toString()).isEqualTo(value);
        });
        return seen[0];
    }

    private static RequestSpecification as(String bearer) {
        return given().auth().oauth2(bearer);
    }
}
