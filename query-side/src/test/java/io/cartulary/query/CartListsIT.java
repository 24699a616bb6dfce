package io.cartulary.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.InstantJson;
import io.cartulary.contracts.MergeMode;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.ProductEvent.ProductDelisted;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.Totals;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.cartulary.localstack.Tokens;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of carts, removals and products, from Kafka to the HTTP answers, on real servers. */
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class CartListsIT {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static Register register;

    @BeforeAll
    static void open() {
        register = new Register();
    }

    @AfterAll
    static void close() {
        register.close();
    }

    /** Every test has its own days, because the lists have no other bounds. */
    @BeforeEach
    void another_time_begins() {
        Readiness.await();
        register.passToMidnight(100);
    }

    @Test
    void a_customers_cart_is_the_one_used_last_that_has_something_in_it() {
        String path = "/customers/alice/cart";
        register.get(path).statusCode(404).body("code", equalTo("no-such-cart"));

        StreamId older = created(new Owner.Customer("alice"));
        is(path, older, "EMPTY");
        StreamId newer = created(new Owner.Customer("alice"));
        is(path, newer, "EMPTY");
        register.record(older, added(1, "TEA"), new ItemQuantityChanged(line(1), 1, 7));
        is(path, older, "LAST_USED")
                .header("ETag", equalTo("\"3\""))
                .body("itemCount", equalTo(7))
                .body("owner.customerId", equalTo("alice"))
                .body("lines[0].sku", equalTo("TEA"));

        register.record(newer, added(1, "TEA"));
        is(path, newer, "LAST_USED");
        register.record(older, added(2, "MUG"));
        is(path, older, "LAST_USED");
        register.record(newer, new CartFrozen(Instant.parse("2030-01-01T00:00:00Z")));
        is(path, newer, "LAST_USED").body("state", equalTo("FROZEN"));

        register.record(newer, new CartUnfrozen(), new CartCleared(List.of(new ClearedLine(line(1), "TEA", 1))));
        is(path, older, "LAST_USED");
        register.record(newer, added(3, "POT"));
        is(path, newer, "LAST_USED");
        register.record(newer, checkedOut(newer));
        is(path, older, "LAST_USED");
    }

    @Test
    void an_abandoned_cart_is_offered_again() {
        String path = "/customers/anna/cart";
        StreamId first = created(new Owner.Customer("anna"));
        register.record(first, added(1, "TEA"));
        Instant firstUse = register.record(first, new ItemQuantityChanged(line(1), 1, 7));
        StreamId second = created(new Owner.Customer("anna"));
        Instant secondUse = register.record(second, added(1, "TEA"));

        // the order of the abandonments does not matter
        register.record(second, new CartAbandoned(secondUse));
        register.record(first, new CartAbandoned(firstUse));
        is(path, second, "ABANDONED").body("state", equalTo("ABANDONED"));

        created(new Owner.Customer("anna"));
        is(path, second, "ABANDONED");
        register.record(first, new CartReactivated(), added(2, "MUG"));
        is(path, first, "LAST_USED");
        register.record(first, checkedOut(first));
        register.record(second, new CartReactivated(), new ItemRemoved(line(1), "TEA", 1));
        is(path, second, "EMPTY");
    }

    @Test
    void a_guests_cart_becomes_the_customers_when_it_is_assigned_and_none_when_it_is_merged() {
        String path = "/customers/bob/cart";
        StreamId guests = created(new Owner.Guest(UUID.randomUUID()));
        register.record(guests, added(1, "TEA"), added(2, "MUG"));
        StreamId own = created(new Owner.Customer("bob"));
        is(path, own, "EMPTY");

        register.record(guests, new CartAssigned("bob"));
        is(path, guests, "LAST_USED");
        register.record(own, new ContactSet(new Contact("bob@example.org", null)));
        is(path, guests, "LAST_USED");

        UUID merge = UUID.randomUUID();
        UUID target = UUID.fromString(own.rootId());
        register.record(guests, new CartMergeBegun(merge, target, 2, MergeMode.SUM));
        is(path, own, "EMPTY");
        register.record(guests, new CartMergeCalledOff(merge));
        is(path, guests, "LAST_USED");
        register.record(guests, new CartMergeBegun(merge, target, 2, MergeMode.SUM), new CartMergedInto(merge, target));
        is(path, own, "EMPTY");
    }

    @Test
    void a_customers_cart_is_right_about_time_and_sent_whatever_version_is_known() {
        String path = "/customers/ben/cart";
        StreamId cart = created(new Owner.Customer("ben"));
        register.record(cart, added(1, "TEA"), new CartFrozen(Instant.parse("2026-01-01T00:00:00Z")));

        is(path, cart, "LAST_USED").body("state", equalTo("ACTIVE")).body("frozenUntil", nullValue());
        given().header("If-None-Match", "\"3\"")
                .get("/queries/v1" + path)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse is(String path, StreamId cart, String reason) {
        return register.get(path)
                .statusCode(200)
                .body("id", equalTo(cart.rootId()))
                .body("reason", equalTo(reason));
    }

    @Test
    void a_cart_is_hidden_from_other_callers() {
        StreamId cart = created(new Owner.Customer("carol"));
        register.get("/customers/carol/cart").statusCode(200);

        register.get(Tokens.customer("carol"), "/customers/carol/cart")
                .statusCode(200)
                .body("id", equalTo(cart.rootId()));
        register.get(Tokens.customer("mallory"), "/customers/carol/cart")
                .statusCode(404)
                .body("code", equalTo("no-such-customer"));
        for (String staffOnly : List.of("/carts?abandonedOn=2026-11-23", "/products/TEA/removals?day=2026-11-23")) {
            register.get(Tokens.customer("carol"), staffOnly).statusCode(403).body("code", equalTo("forbidden"));
            register.get(Tokens.staff("sam"), staffOnly).statusCode(200);
        }
    }

    @Test
    void an_abandoned_cart_is_listed_until_somebody_comes_back() {
        LocalDate day = register.today();
        Instant idleSince = Instant.parse("2026-11-01T00:00:00Z");
        var carts = new ArrayList<String>();
        for (int i = 0; i < 15; i++) {
            StreamId cart = created(new Owner.Customer("dora"));
            register.record(cart, added(1, "TEA"), new CartAbandoned(idleSince));
            carts.add(cart.rootId());
        }
        String path = "/carts?abandonedOn=";

        assertThat(register.<String>all(path + day + "&limit=4", "id")).isEqualTo(carts);
        register.get(path + day + "&limit=1")
                .body("items[0].owner.customerId", equalTo("dora"))
                .body("items[0].itemCount", equalTo(1))
                .body("items[0].total.amount", equalTo(450))
                .body("items[0].idleSince", equalTo(InstantJson.text(idleSince)))
                .body("items[0].abandonedAt", equalTo(day + "T00:00:02.000Z"));

        register.record(stream(carts.get(2)), new CartReactivated(), added(2, "MUG"));
        // for any batches: abandoned, reactivated and abandoned at once, and again on another day
        StreamId restless = created(new Owner.Customer("dora"));
        register.record(restless, new CartAbandoned(idleSince), new CartReactivated(), new CartAbandoned(idleSince));
        register.passToMidnight(1);
        register.record(restless, new CartReactivated(), new CartAbandoned(idleSince));
        carts.remove(2);
        assertThat(register.<String>all(path + day + "&limit=4", "id")).isEqualTo(carts);
        assertThat(register.<String>all(path + day.plusDays(1) + "&limit=4", "id"))
                .containsExactly(restless.rootId());

        malformed("/carts");
        malformed(path + "soon");
        malformed(path + day + "&cursor=AAAA");
    }

    @Test
    void what_was_taken_out_of_carts_is_listed_by_product_and_day() {
        StreamId first = created(new Owner.Customer("erik"));
        StreamId second = created(new Owner.Customer("fay"));
        register.record(first, added(1, "LAMP"), added(2, "LAMP"), added(3, "SOFA"));
        register.record(second, added(4, "LAMP"), new ItemQuantityChanged(line(4), 1, 5));
        // the last instant of a month, and the first instant of the next
        LocalDate next = register.today().plusMonths(1).withDayOfMonth(1);
        register.passToMidnight((int) (next.toEpochDay() - register.today().toEpochDay()));
        register.passes(Duration.ofMillis(-1));
        register.record(first, new ItemRemoved(line(1), "LAMP", 1));
        register.passToMidnight(0);
        Instant cleared = register.record(
                first,
                new CartCleared(List.of(new ClearedLine(line(2), "LAMP", 2), new ClearedLine(line(3), "SOFA", 3))));
        register.record(second, new ItemRemoved(line(4), "LAMP", 5));
        String path = "/products/LAMP/removals?day=";

        assertThat(register.<String>all(path + next.minusDays(1), "lineId")).containsExactly(line(1).toString());
        for (int limit : List.of(1, 2, 3)) {
            assertThat(register.<String>all(path + next + "&limit=" + limit, "lineId"))
                    .containsExactly(line(2).toString(), line(4).toString());
        }
        register.get("/products/SOFA/removals?day=" + next)
                .body("items", hasSize(1))
                .body("items[0].sku", equalTo("SOFA"))
                .body("items[0].cartId", equalTo(first.rootId()))
                .body("items[0].quantity", equalTo(3))
                .body("items[0].at", equalTo(InstantJson.text(cleared)));
        register.get(path + next.plusDays(1)).statusCode(200).body("items", hasSize(0));
        malformed("/products/LAMP/removals");
        malformed(path + next + "&cursor=AAAA");
    }

    @Test
    void a_line_that_leaves_a_cart_twice_in_one_millisecond_is_listed_twice() {
        StreamId cart = created(new Owner.Customer("gina"));
        register.record(cart, added(1, "BOWL"));
        for (int i = 0; i < 11; i++) {
            atOnce(cart, new ItemRemoved(line(1), "BOWL", 1 + i));
            atOnce(cart, added(1, "BOWL"));
        }
        atOnce(cart, new CartCleared(List.of(new ClearedLine(line(1), "BOWL", 12))));
        List<Integer> inOrder = IntStream.rangeClosed(1, 12).boxed().toList();

        for (int limit : List.of(1, 5, 100)) {
            assertThat(register.<Integer>all(
                            "/products/BOWL/removals?limit=%d&day=%s".formatted(limit, register.today()), "quantity"))
                    .isEqualTo(inOrder);
        }
    }

    @Test
    void a_cart_that_is_abandoned_twice_in_one_millisecond_is_listed_unless_somebody_is_back() {
        var idle = new CartAbandoned(Instant.EPOCH);
        StreamId gone = created(new Owner.Customer("gil"));
        StreamId back = created(new Owner.Customer("gil"));
        for (CartEvent event : List.of(idle, new CartReactivated(), idle)) {
            atOnce(gone, event);
        }
        for (CartEvent event : List.of(idle, new CartReactivated(), idle, new CartReactivated())) {
            atOnce(back, event);
        }

        assertThat(register.<String>all("/carts?abandonedOn=" + register.today(), "id"))
                .containsExactly(gone.rootId());
    }

    /** Records the event at the same instant. */
    private static void atOnce(StreamId cart, CartEvent event) {
        register.record(cart, event);
        register.passes(Duration.ofSeconds(-1));
    }

    @Test
    void lines_that_went_out_together_are_on_both_sides_of_a_page() {
        StreamId cart = created(new Owner.Customer("gus"));
        register.record(cart, added(1, "CHAIR"), added(2, "CHAIR"), added(3, "CHAIR"));
        register.record(
                cart,
                new CartCleared(List.of(
                        new ClearedLine(line(1), "CHAIR", 1),
                        new ClearedLine(line(2), "CHAIR", 1),
                        new ClearedLine(line(3), "CHAIR", 1))));

        assertThat(register.<String>all("/products/CHAIR/removals?limit=1&day=" + register.today(), "lineId"))
                .containsExactly(line(1).toString(), line(2).toString(), line(3).toString());
    }

    @Test
    void the_products_on_sale_come_in_order() {
        for (String sku : List.of("p-5", "p-1", "P-9", "p-3", "p-2", "p-4")) {
            register.record(new StreamId("product", sku), new ProductListed("Product", new Money(450, EUR)));
        }
        register.record(new StreamId("product", "p-3"), new ProductDelisted("sold out"));
        register.record(new StreamId("product", "p-4"), new ProductListed("Tea", new Money(500, EUR)));

        for (int limit : List.of(1, 2, 5)) {
            assertThat(register.<String>all("/products?limit=" + limit, "sku"))
                    .containsExactly("P-9", "p-1", "p-2", "p-4", "p-5");
        }
        register.get("/products")
                .body("items.name", contains("Product", "Product", "Product", "Tea", "Product"))
                .body("items[3].price.amount", equalTo(500));
        malformed("/products?limit=0");
    }

    private static void malformed(String path) {
        register.get(path).statusCode(400).body("code", equalTo("malformed-request"));
    }

    private static StreamId created(Owner owner) {
        StreamId cart = stream(UUID.randomUUID().toString());
        register.record(cart, new CartCreated(owner, EUR));
        return cart;
    }

    private static StreamId stream(String cart) {
        return new StreamId("cart", cart);
    }

    private static CartEvent added(int line, String sku) {
        return new ItemAdded(line(line), sku, "Product", 1, new Money(450, EUR));
    }

    private static CartEvent checkedOut(StreamId cart) {
        return new CartCheckedOut(UUID.fromString(cart.rootId()), new Totals(1, 1, new Money(450, EUR)));
    }

    private static UUID line(int number) {
        return new UUID(0, number);
    }
}
