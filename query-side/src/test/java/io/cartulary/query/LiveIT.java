package io.cartulary.query;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.RawHttp;
import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams followed by a client that reads like a browser. */
@QuarkusTest
@TestProfile(OneWorld.class)
class LiveIT {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final History HISTORY = History.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
        await().atMost(PATIENCE)
                .until(() -> given().get("/q/metrics").asString().contains("cartulary_live_readers 0.0"));
    }

    @Test
    void proxies_are_told_to_keep_nothing_back() throws IOException, InterruptedException {
        StreamId cart = cart("alice");
        HttpRequest request = HttpRequest.newBuilder(service().resolve(path(cart)))
                .header("Authorization", "Bearer " + token("alice", Duration.ofHours(1)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            answer.body().close();

            assertThat(answer.headers().firstValue("X-Accel-Buffering")).hasValue("no");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
    }

    @Test
    void head_is_answered_to_its_end_and_takes_no_place() {
        StreamId cart = cart("alice");

        RawHttp.Answer answer =
                RawHttp.send(RestAssured.port, """
                HEAD %s HTTP/1.1
                Authorization: Bearer %s""".formatted(path(cart), token("alice", Duration.ofHours(1))));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("Content-Type")).startsWith("text/event-stream");
        assertThat(answer.body()).isEmpty();
        assertThat(given().get("/q/metrics").asString()).contains("cartulary_live_readers 0.0");
    }

    @Test
    void what_has_happened_comes_first_and_then_what_happens() {
        StreamId cart = cart("alice");
        add(cart, 24);

        try (var reader = reader(cart, "alice", null)) {
            await().atMost(PATIENCE).until(() -> reader.ids().size() == 25);
            Envelope last = add(cart, 3);
            await().atMost(PATIENCE).until(() -> reader.ids().size() == 28);

            assertThat(reader.ids()).containsExactlyElementsOf(versions(1, 28));
            assertThat(reader.lines()).contains("event:cart.created.v2", "event:cart.item-added.v1");
            assertThat(reader.lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("data:{")
                            .contains("\"version\":28")
                            .contains("\"eventId\":\"" + last.eventId()));
        }
    }

    @Test
    void who_resumes_misses_nothing_and_gets_nothing_twice() {
        StreamId cart = cart("alice");
        List<String> seen = new ArrayList<>();
        for (int round = 1; round <= 5; round++) {
            String last = seen.isEmpty() ? null : seen.getLast();
            add(cart, 7);
            try (var reader = reader(cart, "alice", last)) {
                await().atMost(PATIENCE).until(() -> !reader.ids().isEmpty());
                add(cart, 7);
                int enough = round;
                await().atMost(PATIENCE).until(() -> reader.ids().size() >= enough);
                seen.addAll(reader.ids());
            }
        }
        try (var reader = reader(cart, "alice", seen.getLast())) {
            await().atMost(PATIENCE).until(() -> seen.size() + reader.ids().size() == 71);
            seen.addAll(reader.ids());
        }

        assertThat(seen).containsExactlyElementsOf(versions(1, 71));
    }

    @Test
    void comments_keep_a_quiet_stream_alive() {
        try (var reader = reader(cart("alice"), "alice", null)) {
            await().atMost(PATIENCE)
                    .until(() -> reader.lines().stream()
                                    .filter(line -> line.startsWith(":"))
                                    .count()
                            >= 3);

            assertThat(reader.ids()).containsExactly("1");
        }
    }

    @Test
    void someone_elses_cart_is_none_and_products_are_public() {
        StreamId cart = cart("alice");
        StreamId tea = new StreamId("product", "tea-" + UUID.randomUUID());
        send(HISTORY.record(tea, new ProductListed("Tea", new Money(450, EUR))));

        refused(cart, "mallory", 404, "no-such-cart");
        refused(new StreamId("order", UUID.randomUUID().toString()), "alice", 404, "no-such-order");
        refused("shelf:1", "alice", 400, "malformed-request");
        refused("cart", "alice", 400, "malformed-request");
        given().header("Authorization", "Bearer " + token("alice", Duration.ofHours(1)))
                .header("Last-Event-ID", "last")
                .get(path(cart))
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed-request"));
        given().header("Authorization", "").get(path(cart)).then().statusCode(401);
        try (var reader = new SseReader(service(), path(tea), null, null)) {
            await().atMost(PATIENCE).until(() -> reader.ids().equals(List.of("1")));
        }
    }

    @Test
    void readers_are_limited_together_and_each() {
        StreamId hers = cart("alice");
        StreamId his = cart("bob");
        try (var first = reader(hers, "alice", null);
                var second = reader(hers, "alice", null)) {
            await().atMost(PATIENCE)
                    .until(() -> first.ids().size() + second.ids().size() == 2);
            refused(hers, "alice", 429, "too-many-streams").header("Retry-After", notNullValue());

            try (var third = reader(his, "bob", null);
                    var fourth = reader(his, "bob", null)) {
                await().atMost(PATIENCE)
                        .until(() -> third.ids().size() + fourth.ids().size() == 2);
                refused(cart("carol"), "carol", 503, "too-many-readers").header("Retry-After", notNullValue());
            }
        }
    }

    @Test
    void readers_whose_names_cost_nothing_are_limited_by_their_address() {
        var tea = new StreamId("product", "tea-" + UUID.randomUUID());
        send(HISTORY.record(tea, new ProductListed("Tea", new Money(450, EUR))));

        try (var guest = new SseReader(service(), path(tea), Tokens.guest(UUID.randomUUID()), null);
                var anonymous = new SseReader(service(), path(tea), null, null)) {
            await().atMost(PATIENCE)
                    .until(() -> guest.ids().size() + anonymous.ids().size() == 2);
            for (String token : List.of("", "Bearer " + Tokens.guest(UUID.randomUUID()))) {
                given().header("Authorization", token)
                        .get(path(tea))
                        .then()
                        .statusCode(429)
                        .body("code", equalTo("too-many-streams"));
            }
            try (var customer = reader(tea, "alice", null)) {
                await().atMost(PATIENCE).until(() -> customer.ids().equals(versions(1, 1)));
            }
        }
    }

    @Test
    void it_ends_when_the_token_expires() {
        StreamId cart = cart("alice");
        try (var reader = new SseReader(service(), path(cart), token("alice", Duration.ofSeconds(3)), null)) {
            await().atMost(PATIENCE).until(() -> reader.ids().equals(List.of("1")));
            await().atMost(PATIENCE).until(reader::hasEnded);
        }
    }

    @Test
    void it_ends_when_a_guests_cart_becomes_a_customers() {
        UUID guest = UUID.randomUUID();
        var cart = new StreamId("cart", UUID.randomUUID().toString());
        send(HISTORY.record(cart, new CartCreated(new Owner.Guest(guest), EUR)));

        try (var theGuest = new SseReader(service(), path(cart), Tokens.guest(guest), null);
                var staff = new SseReader(service(), path(cart), Tokens.staff("bob"), null)) {
            await().atMost(PATIENCE)
                    .until(() -> theGuest.ids().size() + staff.ids().size() == 2);
            send(HISTORY.record(cart, new CartAssigned("alice")));
            add(cart, 1);

            await().atMost(PATIENCE).until(theGuest::hasEnded);
            await().atMost(PATIENCE).until(() -> staff.ids().equals(versions(1, 3)));
            assertThat(theGuest.ids()).isEqualTo(versions(1, 1));
        }
        try (var alice = reader(cart, "alice", null)) {
            await().atMost(PATIENCE).until(() -> alice.ids().equals(versions(1, 3)));
        }
    }

    @Test
    void who_does_not_read_is_sent_away_and_may_resume() throws IOException {
        var tea = new StreamId("product", "tea-" + UUID.randomUUID());
        String longName = "x".repeat(50_000);
        List<Envelope> listed = HISTORY.record(
                tea,
                Stream.generate(() -> new ProductListed(longName, new Money(450, EUR)))
                        .limit(400)
                        .toArray(ProductListed[]::new));
        send(listed);

        try (Socket idle = new Socket()) {
            idle.setReceiveBufferSize(8192);
            idle.connect(new InetSocketAddress(service().getHost(), service().getPort()));
            idle.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: cartulary\r\n\r\n"
                            .formatted(path(tea))
                            .getBytes(US_ASCII));
            await().atMost(PATIENCE).until(() -> readers() == 1);
            await().atMost(PATIENCE).until(() -> readers() == 0);
        }
        try (var reader = new SseReader(service(), path(tea), null, "390")) {
            await().atMost(PATIENCE).until(() -> reader.ids().equals(versions(391, 400)));
        }
    }

    private static URI service() {
        return URI.create(RestAssured.baseURI + ":" + RestAssured.port);
    }

    private double readers() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("cartulary_live_readers "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    private SseReader reader(StreamId stream, String customer, @Nullable String lastEventId) {
        return new SseReader(service(), path(stream), token(customer, Duration.ofHours(1)), lastEventId);
    }

    private static ValidatableResponse refused(StreamId stream, String customer, int status, String code) {
        return refused(stream.toString(), customer, status, code);
    }

    private static ValidatableResponse refused(String stream, String customer, int status, String code) {
        return given().header("Authorization", "Bearer " + token(customer, Duration.ofHours(1)))
                .get("/queries/v1/streams/" + stream + "/events")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }

    private static StreamId cart(String customer) {
        var cart = new StreamId("cart", UUID.randomUUID().toString());
        send(HISTORY.record(cart, new CartCreated(new Owner.Customer(customer), EUR)));
        return cart;
    }

    private static Envelope add(StreamId cart, int times) {
        List<Envelope> added = HISTORY.record(
                cart,
                IntStream.range(0, times)
                        .mapToObj(_ -> new ItemAdded(new UUID(0, 1), "tea", "Tea", 1, new Money(450, EUR)))
                        .toArray(ItemAdded[]::new));
        send(added);
        return added.getLast();
    }

    /** Sends the events, and waits until they are projected. */
    private static void send(List<Envelope> events) {
        Topic.sendOnce(events);
        Envelope last = events.getLast();
        await().atMost(PATIENCE)
                .until(() -> given().header("Consistency-Token", last.partition() + ":" + last.position())
                                .get("/queries/v1/products/none?wait=10s")
                                .statusCode()
                        == 404);
    }

    private static String token(String customer, Duration life) {
        return Tokens.of(customer, life, "customer");
    }

    private static String path(StreamId stream) {
        return "/queries/v1/streams/" + stream + "/events";
    }

    private static List<String> versions(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(Long::toString).toList();
    }
}
