package io.cartulary.query;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.InstantJson;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.ReturnCondition;
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
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists of orders and the sales report, from Kafka to the HTTP answers, on real servers. */
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class OrderListsIT {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Currency JPY = Currency.getInstance("JPY");
    private static final UUID LINE = new UUID(0, 1);
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
    void lists_and_reports_say_since_when_an_order_that_may_belong_to_them_is_stale() {
        Placed order = placed("stan", eur(100));
        LocalDate day = register.today();
        List<String> lists = List.of(
                "/orders?day=" + day,
                "/orders?number=" + order.number(),
                "/customers/stan/orders",
                "/customers/nobody/orders",
                "/reports/sales?from=%s&to=%s".formatted(day, day));
        lists.forEach(list -> register.get(list).statusCode(200).header("Stale-Since", nullValue()));

        Envelope poison = register.recordGarbled(order.stream(), new OrderConfirmed());

        lists.forEach(list -> register.get(list)
                .statusCode(200)
                .header("Stale-Since", equalTo(InstantJson.text(poison.recordedAt()))));
        register.get("/products").statusCode(200).header("Stale-Since", nullValue());

        register.replay(poison);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        lists.forEach(list -> register.get(list).statusCode(200).header("Stale-Since", nullValue())));
    }

    @Test
    void a_customers_orders_come_newest_first_page_by_page_from_month_to_month() {
        var orders = new ArrayList<Placed>();
        for (int i = 0; i < 5; i++) {
            orders.add(placed("alice", eur(100 + i)));
            register.passes(Duration.ofDays(20));
        }
        placed("bob", eur(1));

        List<String> newestFirst = orders.reversed().stream().map(Placed::id).toList();
        for (int limit : List.of(1, 2, 5, 100)) {
            assertThat(register.<String>all("/customers/alice/orders?limit=" + limit, "id"))
                    .isEqualTo(newestFirst);
        }
        register.get("/customers/alice/orders?limit=4")
                .body("items", hasSize(4))
                .body("items[0].number", equalTo(orders.get(4).number()))
                .body("items[0].state", equalTo("PLACED"))
                .body("items[0].owner.customerId", equalTo("alice"))
                .body("items[0].units", equalTo(1))
                .body("items[0].total.amount", equalTo(104))
                .body(
                        "items[0].placedAt",
                        equalTo(InstantJson.text(orders.get(4).at())));
        register.get("/customers/nobody/orders").statusCode(200).body("items", hasSize(0));
    }

    @Test
    void a_customers_orders_are_what_they_were_at_a_moment() {
        Placed first = placed("carol", eur(100));
        register.passes(Duration.ofDays(40));
        Placed second = placed("carol", eur(200));
        Instant confirmed = register.record(first.stream, new OrderConfirmed());
        String path = "/customers/carol/orders?asOf=";

        register.get("/customers/carol/orders").body("items.state", contains("PLACED", "CONFIRMED"));
        register.get(path + confirmed).body("items.state", contains("PLACED", "CONFIRMED"));
        register.get(path + confirmed.minusMillis(1)).body("items.state", contains("PLACED", "PLACED"));
        register.get(path + second.at()).body("items.id", contains(second.id(), first.id()));
        register.get(path + second.at().minusMillis(1)).body("items.id", contains(first.id()));
        register.get(path + first.at().minusMillis(1)).body("items", hasSize(0)).body("next", nullValue());
        assertThat(register.<String>all(path + second.at() + "&limit=1", "id"))
                .containsExactly(second.id(), first.id());
        malformed("/customers/carol/orders?asOf=yesterday");
        malformed("/customers/carol/orders?asOf=");
    }

    @Test
    void a_cursor_leads_nowhere_but_where_it_was_given_out() {
        placed("dora", eur(100));
        Placed later = placed("dora", eur(200));
        String path = "/customers/dora/orders?limit=1";
        String next = register.get(path).extract().path("next");

        register.get(path + "&cursor=" + next + "&asOf=1970-01-01T00:00:00Z")
                .statusCode(200)
                .body("items", hasSize(0));
        for (String wrong : List.of("!!", "AAAA", next + "AAAA", next.substring(4))) {
            malformed(path + "&cursor=" + wrong);
        }
        malformed("/orders?day=" + later.day() + "&cursor=" + next);
        for (String wrong : List.of("0", "101", "-1", "many")) {
            malformed("/customers/dora/orders?limit=" + wrong);
        }
    }

    @Test
    void only_the_customer_sees_the_customers_lists() {
        Placed order = placed("erik", eur(100));
        String erik = Tokens.customer("erik");
        String mallory = Tokens.customer("mallory");

        register.get("/customers/erik/orders").body("items.id", contains(order.id()));
        register.get(erik, "/customers/erik/orders").statusCode(200).body("items.id", contains(order.id()));
        register.get(mallory, "/customers/erik/orders").statusCode(404).body("code", equalTo("no-such-customer"));
        String number = "/orders?number=" + order.number();
        register.get(erik, number).statusCode(200).body("items.id", contains(order.id()));
        register.get(mallory, number).statusCode(200).body("items", hasSize(0));
        register.get(Tokens.staff("sam"), number).statusCode(200).body("items.id", contains(order.id()));
        for (String staffOnly : List.of("/orders?day=2026-11-23", "/reports/sales?from=2026-11-23&to=2026-11-23")) {
            register.get(erik, staffOnly).statusCode(403).body("code", equalTo("forbidden"));
            register.get(Tokens.staff("sam"), staffOnly).statusCode(200);
        }
    }

    @Test
    void a_days_orders_can_be_filtered_by_state_at_any_moment() {
        var orders = new ArrayList<Placed>();
        for (int i = 0; i < 15; i++) {
            orders.add(placed("fay", eur(100 + i)));
        }
        List<String> newestFirst = orders.reversed().stream().map(Placed::id).toList();
        Instant allPlaced = register.record(orders.get(3).stream, new OrderHeld("a question"));
        register.record(orders.get(3).stream, new OrderCancelled("no answer"));
        register.record(orders.get(9).stream, new OrderCancelled("no longer needed"));
        String day = "/orders?day=" + orders.getFirst().day();

        assertThat(register.<String>all(day + "&limit=4", "id")).isEqualTo(newestFirst);
        assertThat(register.<String>all(day + "&state=CANCELLED&limit=1", "id"))
                .containsExactly(orders.get(9).id(), orders.get(3).id());
        assertThat(register.<String>all(day + "&state=PLACED&limit=4", "id"))
                .hasSize(13)
                .doesNotContain(orders.get(9).id());
        assertThat(register.<String>all(day + "&state=CANCELLED&limit=4&asOf=" + allPlaced, "id"))
                .isEmpty();
        assertThat(register.<String>all(day + "&state=HELD&limit=4&asOf=" + allPlaced, "id"))
                .containsExactly(orders.get(3).id());
        Instant third = orders.get(2).at();
        assertThat(register.<String>all(day + "&limit=2&asOf=" + third, "id")).isEqualTo(newestFirst.subList(12, 15));
        assertThat(register.<String>all(day + "&limit=2&asOf=" + third.minusMillis(1), "id"))
                .isEqualTo(newestFirst.subList(13, 15));
        for (String wrong : List.of(
                "/orders",
                "/orders?state=PLACED",
                "/orders?day=today",
                "/orders?day=1969-12-31",
                day + "&state=LOST",
                day + "&number=7Q4K-2M9X-C3TB",
                "/orders?number=")) {
            malformed(wrong);
        }
    }

    @Test
    void a_day_ends_at_midnight() {
        LocalDate tomorrow = register.passToMidnight(1);
        register.passes(Duration.ofMillis(-1));
        Placed last = placed("gus", eur(100));
        register.passToMidnight(0);
        Placed first = placed("gus", eur(200));

        assertThat(last.day()).isEqualTo(tomorrow.minusDays(1));
        assertThat(register.<String>all("/orders?day=" + tomorrow.minusDays(1), "id"))
                .containsExactly(last.id());
        assertThat(register.<String>all("/orders?day=" + first.day(), "id")).containsExactly(first.id());
        register.get(sales(tomorrow.minusDays(1), tomorrow.minusDays(1))).body("totals[0].net.amount", equalTo(100));
    }

    @Test
    void the_sales_are_what_orders_add_and_take_back() {
        Placed kept = placed("hal", eur(2800));
        Placed dropped = placed("hal", eur(500));
        placed("hal", new Money(9007199254740993L, JPY));
        LocalDate first = kept.day();
        LocalDate second = register.passToMidnight(1);
        UUID capture = UUID.randomUUID();
        Instant edited = register.record(kept.stream, new OrderEdited(List.of(), eur(2800), eur(3700), eur(3700)));
        Instant cancelled = register.record(dropped.stream, new OrderCancelled("no longer needed"));
        UUID returned = UUID.randomUUID();
        register.record(
                kept.stream,
                new PaymentCaptured(capture, "ch_1", eur(3700)),
                new ReturnRequested(returned, List.of(new LineQuantity(LINE, 1)), "broken"),
                new ReturnApproved(returned));
        Instant received =
                register.record(kept.stream, new ReturnReceived(returned, ReturnCondition.DAMAGED, eur(1250)));
        register.record(kept.stream, new RefundIssued(UUID.randomUUID(), capture, eur(1250)));

        register.get(sales(first, second))
                .statusCode(200)
                .body("days.day", contains(first.toString(), first.toString(), second.toString()))
                .body("days.sales.currency", contains("EUR", "JPY", "EUR"))
                .body("days.sales.orders", contains(2, 1, 0))
                .body("days[0].sales.placed.amount", equalTo(3300))
                .body("days[0].sales.net.amount", equalTo(3300))
                .body("days[2].sales.edited.amount", equalTo(900))
                .body("days[2].sales.cancelled.amount", equalTo(-500))
                .body("days[2].sales.returned.amount", equalTo(-1250))
                .body("days[2].sales.net.amount", equalTo(-850))
                .body("totals.currency", contains("EUR", "JPY"))
                .body("totals[0].net.amount", equalTo(2450))
                .body("totals[1].net.amount", equalTo(9007199254740993L));
        netAsOf(first, second, received).body("totals[0].net.amount", equalTo(2450));
        netAsOf(first, second, received.minusMillis(1)).body("totals[0].net.amount", equalTo(3700));
        netAsOf(first, second, cancelled).body("totals[0].net.amount", equalTo(3700));
        netAsOf(first, second, edited).body("totals[0].net.amount", equalTo(4200));
        netAsOf(first, second, edited.minusMillis(1))
                .body("totals[0].net.amount", equalTo(3300))
                .body("days", hasSize(2));
        netAsOf(first, second, kept.at()).body("totals.net.amount", contains(2800));
        netAsOf(first, second, kept.at().minusMillis(1)).body("totals", hasSize(0));
        register.get(sales(second, second)).body("totals.net.amount", contains(-850));
    }

    @Test
    void the_sales_are_told_by_days_of_any_time_zone() {
        LocalDate day = register.passToMidnight(1);
        placed("ida", eur(100));
        register.passes(Duration.ofHours(12));
        placed("ida", eur(20));
        register.passes(Duration.ofHours(11));
        Placed last = placed("ida", eur(3));
        register.record(last.stream, new OrderCredited(UUID.randomUUID(), eur(1), List.of(), "late"));

        register.get(sales(day, day))
                .body("zone", equalTo("UTC"))
                .body("totals[0].net.amount", equalTo(122))
                .body("totals[0].credited.amount", equalTo(-1));
        zoned(day.minusDays(1), "America/Los_Angeles").body("totals[0].net.amount", equalTo(100));
        zoned(day, "America/Los_Angeles").body("totals[0].net.amount", equalTo(22));
        zoned(day, "Pacific/Kiritimati").body("totals[0].net.amount", equalTo(100));
        zoned(day.plusDays(1), "Pacific/Kiritimati").body("totals[0].net.amount", equalTo(22));
        register.get(sales(day.minusDays(1), day.plusDays(1)) + "&zone=Asia/Kolkata")
                .body("zone", equalTo("Asia/Kolkata"))
                .body("days.day", contains(day.toString(), day.plusDays(1).toString()))
                .body("days.sales.net.amount", contains(120, 2));
        for (String wrong : List.of("", "Berlin", "europe/berlin", "%2B02:00", "UTC%2B2", "..")) {
            malformed(sales(day, day) + "&zone=" + wrong);
        }
    }

    @Test
    void orders_need_attention_as_long_as_their_money_does_not_add_up() {
        Placed settled = placed("jan", eur(100));
        register.passes(Duration.ofDays(40));
        Placed open = placed("jan", eur(200));
        Placed fine = placed("jan", eur(300));
        var captured = new PaymentCaptured(UUID.randomUUID(), "pi_1", "ch_1", eur(100));
        Instant since = register.record(settled.stream, captured);
        register.record(open.stream, new PaymentVoided(UUID.randomUUID(), "pi_2", eur(200)));
        String list = "/orders?attention=true";

        assertThat(register.<String>all(list + "&limit=1", "id"))
                .contains(open.id(), settled.id())
                .doesNotContain(fine.id());
        register.get(list)
                .body("items.find { it.id == '%s' }.paid.amount".formatted(settled.id()), equalTo(100))
                .body("items.find { it.id == '%s' }.balance.amount".formatted(settled.id()), equalTo(0))
                .body("items.find { it.id == '%s' }.paid.amount".formatted(open.id()), equalTo(0))
                .body("items.find { it.id == '%s' }.balance.amount".formatted(open.id()), equalTo(200));
        Instant until = register.record(settled.stream, new PaymentAuthorized(UUID.randomUUID(), "pi_1", eur(100)));
        assertThat(register.<String>all(list, "id")).contains(open.id()).doesNotContain(settled.id());
        assertThat(register.<String>all(list + "&limit=1&asOf=" + until.minusMillis(1), "id"))
                .contains(settled.id());
        assertThat(register.<String>all(list + "&limit=1&asOf=" + since.minusMillis(1), "id"))
                .doesNotContain(settled.id(), open.id());
        register.get(Tokens.customer("jan"), list).statusCode(403).body("code", equalTo("forbidden"));
        for (String wrong : List.of("false", "yes", "true&day=" + open.day(), "true&state=PLACED", "true&number=A")) {
            malformed("/orders?attention=" + wrong);
        }
    }

    @Test
    void an_order_is_found_by_its_number_as_people_type_it() {
        Placed order = placed("kim", eur(100), number());

        for (String typed : List.of(
                order.number(),
                order.number().toLowerCase(Locale.ROOT),
                order.number().replace("-", ""),
                order.number().replace("-", "%20"),
                order.number().replace('0', 'O').replace('1', 'l'),
                order.number().replace('1', 'I').toLowerCase(Locale.ROOT))) {
            register.get("/orders?number=" + typed).statusCode(200).body("items.id", contains(order.id()));
        }
        malformed("/orders?number=%20-%20");
    }

    @Test
    void an_order_that_is_taken_into_an_account_is_in_its_list_from_then_on() {
        var stream = new StreamId("order", UUID.randomUUID().toString());
        String customer = "lea-" + stream.rootId();
        register.record(stream, placing(number(), new Owner.Guest(UUID.randomUUID()), eur(100)));
        String list = "/customers/" + customer + "/orders";
        register.get(list).body("items", hasSize(0));
        Instant assigned = register.record(stream, new OrderAssigned(customer));

        register.get(list).body("items.id", contains(stream.rootId()));
        register.get(list + "?asOf=" + assigned).body("items.id", contains(stream.rootId()));
        register.get(list + "?asOf=" + assigned.minusMillis(1)).body("items", hasSize(0));
        register.get(Tokens.customer(customer), "/orders/" + stream.rootId()).statusCode(200);
    }

    @Test
    void a_report_has_92_days_at_most() {
        LocalDate day = register.today();

        register.get(sales(day, day.plusDays(91))).statusCode(200).body("days", hasSize(0));
        malformed(sales(day, day.plusDays(92)));
        malformed(sales(day, day.minusDays(1)));
        malformed("/reports/sales?from=" + day);
        malformed("/reports/sales?from=%s&to=soon".formatted(day));
    }

    private static void malformed(String path) {
        register.get(path).statusCode(400).body("code", equalTo("malformed-request"));
    }

    private static String sales(LocalDate from, LocalDate to) {
        return "/reports/sales?from=%s&to=%s".formatted(from, to);
    }

    private static ValidatableResponse netAsOf(LocalDate from, LocalDate to, Instant moment) {
        return register.get(sales(from, to) + "&asOf=" + moment).statusCode(200);
    }

    private static ValidatableResponse zoned(LocalDate day, String zone) {
        return register.get(sales(day, day) + "&zone=" + zone).statusCode(200);
    }

    /** A number with all the characters that people confuse. */
    private static String number() {
        String some = UUID.randomUUID().toString().toUpperCase(Locale.ROOT).replace("-", "");
        return "%s01-%s-%s10".formatted(some.substring(0, 2), some.substring(2, 6), some.substring(6, 8));
    }

    /** An order of one unit. */
    private static Placed placed(String customer, Money total) {
        return placed(
                customer, total, UUID.randomUUID().toString().substring(0, 18).toUpperCase(Locale.ROOT));
    }

    private static Placed placed(String customer, Money total, String number) {
        var stream = new StreamId("order", UUID.randomUUID().toString());
        Instant at = register.record(stream, placing(number, new Owner.Customer(customer), total));
        return new Placed(stream, number, at);
    }

    private static OrderPlaced placing(String number, Owner owner, Money total) {
        return new OrderPlaced(
                number,
                5,
                owner,
                List.of(new OrderLine(LINE, "COFFEE", "Coffee", 1, total)),
                new Totals(1, 1, total),
                new Address("Erika Mustermann", "Heidestraße 17", null, "51147", "Köln", null, "DE"),
                new Contact("erika@example.com", null));
    }

    private static Money eur(long cents) {
        return new Money(cents, EUR);
    }

    private record Placed(StreamId stream, String number, Instant at) {

        String id() {
            return stream.rootId();
        }

        LocalDate day() {
            return LocalDate.ofInstant(at, UTC);
        }
    }
}
