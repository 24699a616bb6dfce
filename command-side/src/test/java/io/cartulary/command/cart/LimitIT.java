package io.cartulary.command.cart;

import static io.cartulary.command.cart.Shop.givenACartToOrder;
import static io.cartulary.command.cart.Shop.givenAProduct;
import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.DecisionContext;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.promotion.PromotionRegister;
import io.cartulary.command.promotion.Redemptions;
import io.cartulary.command.promotion.Redemptions.Limit;
import io.cartulary.command.promotion.Redemptions.Reservation;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.NotAppliedReason;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.RedemptionEvent.*;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.cartulary.service.access.Caller;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits of codes and promotions over HTTP, on a real log: reserved, redeemed, settled and given back. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@TestProfile(LimitIT.SettledSoon.class)
class LimitIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SETTLE_AFTER = Duration.ofSeconds(1);

    /** A reservation is settled after a second. */
    public static final class SettledSoon implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("cartulary.promotion.settle-after", SETTLE_AFTER.toString());
        }
    }

    @Inject
    EventStore store;

    @Inject
    Redemptions redemptions;

    private final String promotion = "limited-" + UUID.randomUUID();
    private final String code = "LIMITED-" + UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
    private final StreamId ofCode = PromotionRegister.codeStream(code);
    private final StreamId ofPromotion = PromotionRegister.promotionStream(promotion);

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void a_checkout_redeems_and_the_next_one_finds_the_limit_reached() {
        givenACode("{'limit': 1}", "");
        String sku = givenAProduct(1000);
        String first = givenACartWithTheCode(sku);
        String second = givenACartWithTheCode(sku);

        checkOut(first, 900).statusCode(200);
        assertThat(events(ofCode))
                .extracting(Object::getClass)
                .containsExactly(
                        io.cartulary.contracts.CodeEvent.CodeDefined.class,
                        RedemptionReserved.class,
                        RedemptionCompleted.class);
        checkOut(first, 900).statusCode(200);
        assertThat(events(ofCode)).hasSize(3);

        checkOut(second, 900).statusCode(409).body("code", is("total-differs"));
        assertThat(events(ofCode)).as("what the rejected checkout leaves").hasSize(3);
        post(second, "repricing", "").statusCode(200);
        assertThat(withheld(second)).isEqualTo(NotAppliedReason.LIMIT_REACHED);
        checkOut(second, 1000).statusCode(200);
        assertThat(placed(second).price().codes().getFirst().reason()).isEqualTo(NotAppliedReason.LIMIT_REACHED);

        String third = givenACartToOrder(sku, 1);
        post(third, "codes", "{'code': '%s'}".formatted(code)).statusCode(200).body("notApplied", is("LIMIT_REACHED"));
        checkOut(third, 1000).statusCode(200);
    }

    @Test
    void the_same_key_gets_the_same_answer_and_reserves_once() throws Exception {
        givenACode("{'limit': 5}", "");
        String cart = givenACartWithTheCode(givenAProduct(1000));

        List<Integer> versions = atOnce(
                8, _ -> checkOut(cart, 900, "the-key").statusCode(200).extract().<Integer>path("version"));

        assertThat(versions).containsOnly(versions.getFirst());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(events(ofCode)).hasSize(3));
    }

    @Test
    void of_many_checkouts_at_once_as_many_redeem_as_the_limit_permits() throws Exception {
        givenACode("{'limit': 5}", "");
        String sku = givenAProduct(1000);
        List<String> carts =
                Stream.generate(() -> givenACartWithTheCode(sku)).limit(20).toList();

        List<Integer> statuses =
                atOnce(20, i -> checkOut(carts.get(i), 900).extract().statusCode());

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(5);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(15);
        assertThat(events(ofCode))
                .filteredOn(RedemptionCompleted.class::isInstance)
                .hasSize(5);
        thenNothingIsReserved(ofCode);
    }

    @Test
    void a_customer_with_two_devices_redeems_once() throws Exception {
        givenACode("{'limitPerCustomer': 1}", "");
        String sku = givenAProduct(1000);
        List<String> carts =
                Stream.generate(() -> givenACartWithTheCode(sku)).limit(2).toList();

        List<Integer> statuses =
                atOnce(2, i -> checkOut(carts.get(i), 900).extract().statusCode());

        assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        assertThat(events(ofCode)).as("a code without a limit in all").hasSize(1);
    }

    @Test
    void a_promotion_limits_all_its_codes_together() {
        givenACode("{}", "'limit': 1,");
        String other = code + "-2";
        staffPut("promotions/%s/codes/%s".formatted(promotion, other), "{'limit': 10}");
        String sku = givenAProduct(1000);
        String first = givenACartWithTheCode(sku);
        String second = givenACartToOrder(sku, 1);
        post(second, "codes", "{'code': '%s'}".formatted(other)).statusCode(200);

        checkOut(first, 900).statusCode(200);
        checkOut(second, 900).statusCode(409).body("code", is("total-differs"));

        assertThat(events(ofPromotion))
                .filteredOn(RedemptionCompleted.class::isInstance)
                .hasSize(1);
        // what it has reserved of the other code is released by the policy
        thenNothingIsReserved(PromotionRegister.codeStream(other));
    }

    @Test
    void an_automatic_promotion_that_reached_its_limit_is_in_no_further_cart() {
        String sku = givenAProduct(1000);
        staffPut("promotions/" + promotion, """
                {'name': 'Sale', 'trigger': 'AUTOMATIC', 'target': {'kind': 'LINES', 'skus': ['%s']},
                 'effect': {'kind': 'PERCENT_OFF', 'rate': '0.5'}, 'limit': 1}
                """.formatted(sku));
        try {
            String first = givenACartToOrder(sku, 1);
            String second = givenACartToOrder(sku, 1);
            checkOut(first, 500).statusCode(200);
            checkOut(second, 500).statusCode(409).body("code", is("total-differs"));
            checkOut(second, 1000).statusCode(200);
            assertThat(events(ofPromotion))
                    .filteredOn(RedemptionCompleted.class::isInstance)
                    .hasSize(1);
        } finally {
            given().post("/commands/v1/promotions/{id}/end", promotion).then().statusCode(200);
        }
    }

    @Test
    void a_cancelled_order_gives_its_redemption_back_if_the_promotion_says_so() {
        givenACode("{'limit': 1, 'limitPerCustomer': 1}", "'returnsOnCancellation': true,");
        String sku = givenAProduct(1000);
        String first = givenACartWithTheCode(sku);
        String second = givenACartWithTheCode(sku);
        checkOut(first, 900).statusCode(200);
        checkOut(second, 900).statusCode(409);

        cancel(first);

        await().atMost(PATIENCE).untilAsserted(() -> checkOut(second, 900).statusCode(200));
        assertThat(events(ofCode))
                .filteredOn(RedemptionReturned.class::isInstance)
                .hasSize(1);
    }

    @Test
    void a_cancelled_order_keeps_its_redemption_otherwise() {
        givenACode("{'limit': 1}", "");
        String sku = givenAProduct(1000);
        String first = givenACartWithTheCode(sku);
        String second = givenACartWithTheCode(sku);
        checkOut(first, 900).statusCode(200);

        cancel(first);

        checkOut(second, 900).statusCode(409);
        assertThat(events(ofCode)).noneMatch(RedemptionReturned.class::isInstance);
    }

    @Test
    void a_reservation_without_a_checkout_is_released_and_no_late_checkout_can_use_it() {
        givenACode("{'limit': 1}", "");
        String sku = givenAProduct(1000);
        String first = givenACartWithTheCode(sku);
        String second = givenACartWithTheCode(sku);
        int version = events(Cart.stream(UUID.fromString(first))).size();

        // a service that is killed after this step
        assertThat(reserve(ofCode, first, version)).isEqualTo(Reservation.RESERVED);
        checkOut(second, 900).statusCode(409);
        thenNothingIsReserved(ofCode);

        assertThat(events(Cart.stream(UUID.fromString(first))).getLast()).isInstanceOf(CartCheckoutCalledOff.class);
        given().contentType(JSON)
                .header("If-Match", "\"" + version + "\"")
                .body(expecting(900))
                .post("/commands/v1/carts/{id}/checkout", first)
                .then()
                .statusCode(412);
        await().atMost(PATIENCE).untilAsserted(() -> checkOut(second, 900).statusCode(200));
        checkOut(first, 900).statusCode(409);
        checkOut(first, 1000).statusCode(200);
    }

    @Test
    void the_shopper_whose_checkout_was_interrupted_uses_what_it_has_reserved() {
        givenACode("{'limit': 1}", "");
        String cart = givenACartWithTheCode(givenAProduct(1000));
        int version = events(Cart.stream(UUID.fromString(cart))).size();
        assertThat(reserve(ofCode, cart, version)).isEqualTo(Reservation.RESERVED);

        checkOut(cart, 900).statusCode(200);

        assertThat(events(ofCode))
                .filteredOn(RedemptionReserved.class::isInstance)
                .hasSize(1);
        assertThat(events(ofCode))
                .filteredOn(RedemptionCompleted.class::isInstance)
                .hasSize(1);
    }

    @Test
    void a_code_that_takes_nothing_off_is_not_redeemed() {
        givenACode("{'limit': 1}", "'conditions': {'minimumUnits': 3},");
        String cart = givenACartWithTheCode(givenAProduct(1000));

        checkOut(cart, 1000).statusCode(200);

        assertThat(events(ofCode)).hasSize(1);
    }

    /** Each order has the total that its shopper expected, whatever comes first. */
    @Test
    void a_code_that_ends_while_carts_are_checked_out_is_in_the_orders_before_its_end_only() throws Exception {
        givenACode("{'limit': 1000}", "'limit': 1000,");
        String sku = givenAProduct(1000);
        List<String> carts =
                Stream.generate(() -> givenACartWithTheCode(sku)).limit(16).toList();

        List<Integer> statuses = atOnce(
                17,
                i -> i == 8
                        ? given().post("/commands/v1/promotions/{id}/end", promotion)
                                .statusCode()
                        : checkOut(carts.get(i > 8 ? i - 1 : i), 900).extract().statusCode());

        long ordered = statuses.stream().filter(status -> status == 200).count() - 1;
        assertThat(statuses).allMatch(status -> status == 200 || status == 409);
        List<Event> events = events(ofPromotion);
        assertThat(events).filteredOn(RedemptionCompleted.class::isInstance).hasSize((int) ordered);
        int end = events.stream()
                .map(event -> event.getClass().getSimpleName())
                .toList()
                .indexOf("PromotionEnded");
        assertThat(events.subList(end, events.size())).noneMatch(RedemptionReserved.class::isInstance);
        for (String cart : carts) {
            if (!events(new StreamId("order", cart)).isEmpty()) {
                assertThat(placed(cart).price().total()).isEqualTo(900);
            }
        }
        thenNothingIsReserved(ofPromotion);
        thenNothingIsReserved(ofCode);
        String late = givenACartWithTheCode(sku);
        checkOut(late, 900).statusCode(409);
        checkOut(late, 1000).statusCode(200);
    }

    private void givenACode(String limits, String members) {
        staffPut("promotions/" + promotion, """
                {'name': 'Test', 'trigger': 'CODE', %s 'target': {'kind': 'ORDER'},
                 'effect': {'kind': 'PERCENT_OFF', 'rate': '0.1'}}
                """.formatted(members));
        staffPut("promotions/%s/codes/%s".formatted(promotion, code), limits);
    }

    private String givenACartWithTheCode(String sku) {
        String cart = givenACartToOrder(sku, 1);
        post(cart, "codes", "{'code': '%s'}".formatted(code)).statusCode(200).body("notApplied", nullValue());
        return cart;
    }

    private Reservation reserve(StreamId limit, String cart, long version) {
        var metadata = new CommandMetadata(
                UUID.randomUUID(),
                true,
                null,
                new DecisionContext(Instant.now(), Caller.staff("tester")),
                "a-test",
                "check-out");
        return redemptions
                .reserve(new Limit(limit, null, limit), UUID.fromString(cart), version, metadata)
                .await()
                .atMost(PATIENCE);
    }

    private void thenNothingIsReserved(StreamId limit) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(redemptions
                                .current(limit)
                                .await()
                                .atMost(PATIENCE)
                                .reserved())
                        .isEmpty());
    }

    private interface Request<T> {
        T number(int number);
    }

    private static <T> List<T> atOnce(int requests, Request<T> request) throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(requests)) {
            List<Future<T>> pending = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                int number = i;
                pending.add(callers.submit(() -> request.number(number)));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> each : pending) {
                answers.add(each.get());
            }
            return answers;
        }
    }

    private static void cancel(String order) {
        given().contentType(JSON)
                .body("{\"reason\": \"Changed my mind\"}")
                .post("/commands/v1/orders/{id}/cancellation", order)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse checkOut(String cart, long cents) {
        return post(cart, "checkout", expecting(cents));
    }

    private static ValidatableResponse checkOut(String cart, long cents, String key) {
        return given().contentType(JSON)
                .header("Idempotency-Key", key)
                .body(expecting(cents))
                .post("/commands/v1/carts/{id}/checkout", cart)
                .then();
    }

    private static String expecting(long cents) {
        return "{\"expectedTotal\": {\"amount\": %d, \"currency\": \"EUR\"}}".formatted(cents);
    }

    private static ValidatableResponse post(String cart, String what, String body) {
        var request = given();
        return (body.isEmpty() ? request : request.contentType(JSON).body(body.replace('\'', '"')))
                .post("/commands/v1/carts/" + cart + "/" + what)
                .then();
    }

    private static void staffPut(String path, String body) {
        given().contentType(JSON)
                .body(body.replace('\'', '"'))
                .put("/commands/v1/" + path)
                .then()
                .statusCode(200);
    }

    private OrderPlaced placed(String cart) {
        return (OrderPlaced) events(new StreamId("order", cart)).getFirst();
    }

    private @Nullable NotAppliedReason withheld(String cart) {
        return events(new StreamId("cart", cart)).stream()
                .filter(CartTermsSet.class::isInstance)
                .map(CartTermsSet.class::cast)
                .toList()
                .getLast()
                .terms()
                .code(code)
                .orElseThrow()
                .withheld();
    }

    private List<Event> events(StreamId stream) {
        return store.read(stream, 0, 10_000).await().atMost(PATIENCE).stream()
                .map(Envelope::event)
                .toList();
    }
}
