package io.cartulary.command.register;

import static io.restassured.RestAssured.given;
import static io.restassured.http.ContentType.JSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.contracts.EventCodec;
import io.cartulary.contracts.StreamId;
import io.cartulary.localstack.LocalStackResource;
import io.cartulary.localstack.Readiness;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The registers of the staff over HTTP: what is set, what changes nothing, and what is wrong with a body, by its place. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class RegistersIT {

    @Inject
    EventStore store;

    @BeforeEach
    void the_service_is_ready() {
        Readiness.await();
    }

    @Test
    void tax_rates_are_set_and_set_again() {
        String path = "/tax-rates/FR";

        put(path, "{\"rates\": {\"standard\": \"0.20\"}, \"includedInPrice\": true}")
                .statusCode(200)
                .header("ETag", "\"1\"")
                .header("Consistency-Token", notNullValue())
                .body("id", is("FR"))
                .body("version", is(1));
        put(path, "{\"rates\": {\"standard\": \"0.2\"}, \"includedInPrice\": true, \"level\": \"LINE\"}")
                .body("version", is(1));
        put(path, """
                {"rates": {"standard": "0.2", "food": "0.055"}, "includedInPrice": true, "level": "TOTAL",
                 "rounding": "HALF_UP", "roundingTarget": "TAX"}""").body("version", is(2));
        put("/tax-rates/FR/971", "{\"rates\": {\"standard\": \"0.085\"}, \"includedInPrice\": true}")
                .body("id", is("FR-971"))
                .body("version", is(1));

        assertThat(events(new StreamId("tax", "FR"))).containsExactly("""
                        {"terms":{"country":"FR","includedInPrice":true,"level":"LINE","rates":{"standard":"0.2"},\
                        "rounding":"HALF_EVEN","roundingTarget":"NET"}}""", """
                        {"terms":{"country":"FR","includedInPrice":true,"level":"TOTAL",\
                        "rates":{"food":"0.055","standard":"0.2"},"rounding":"HALF_UP","roundingTarget":"TAX"}}""");
    }

    @Test
    void an_entry_is_set_at_the_version_that_is_expected() {
        String body = "{\"rates\": {\"standard\": \"0.21\"}, \"includedInPrice\": true}";
        put("/tax-rates/NL", body).statusCode(200);

        given().contentType(JSON)
                .header("If-Match", "\"7\"")
                .body(body)
                .put("/commands/v1/tax-rates/NL")
                .then()
                .statusCode(412)
                .body("version", is(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/tax-rates/XX     | {'rates': {'standard': '0.2'}, 'includedInPrice': true} | country | not-allowed",
                "/tax-rates/de     | {'rates': {'standard': '0.2'}, 'includedInPrice': true} | country | not-allowed",
                "/tax-rates/US/cal | {'rates': {'standard': '0.2'}, 'includedInPrice': true} | region | wrong-format",
            })
    void a_path_that_names_no_place_is_malformed(String path, String body, String parameter, String code) {
        put(path, body.replace('\'', '"'))
                .statusCode(400)
                .body("code", is("malformed-request"))
                .body("violations.parameter", is(List.of(parameter)))
                .body("violations.code", is(List.of(code)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'includedInPrice': true} | /rates | missing",
                "{'rates': {}, 'includedInPrice': true} | /rates | wrong-length",
                "{'rates': {'standard': '0.2'}} | /includedInPrice | missing",
                "{'rates': {'books': '0.2'}, 'includedInPrice': true} | /rates/standard | missing",
                "{'rates': {'standard': '1.01'}, 'includedInPrice': true} | /rates/standard | wrong-format",
                "{'rates': {'standard': '-0.1'}, 'includedInPrice': true} | /rates/standard | wrong-format",
                "{'rates': {'standard': '0.01234567890123456789'}, 'includedInPrice': true} | /rates/standard | wrong-format",
                "{'rates': {'standard': '0.2', 'a/b': '0.2'}, 'includedInPrice': true} | /rates/a~1b | wrong-format",
                "{'rates': {'standard': null}, 'includedInPrice': true} | /rates/standard | missing",
                "{'rates': {'standard': 0.19}, 'includedInPrice': true} | /rates/standard | wrong-type",
                "{'rates': {'standard': '0.2'}, 'includedInPrice': true, 'level': 'CART'} | /level | not-allowed",
                "{'rates': {'standard': '0.2'}, 'includedInPrice': true, 'rate': '0.2'} | /rate | unknown",
            })
    void wrong_tax_rates_are_malformed(String body, String pointer, String code) {
        thenMalformed("/tax-rates/DE", body, pointer, code);
    }

    @Test
    void there_are_not_too_many_tax_categories() {
        var rates = new StringBuilder("{\"rates\": {\"standard\": \"0.2\"");
        for (int i = 0; i < 50; i++) {
            rates.append(", \"c").append(i).append("\": \"0\"");
        }
        thenMalformed(
                "/tax-rates/DE", rates.append("}, \"includedInPrice\": true}").toString(), "/rates", "wrong-length");
    }

    @Test
    void a_shipping_method_is_set_with_flat_prices_and_with_tiers() {
        String path = "/shipping-methods/parcel";

        put(path, """
                {"name": "Parcel", "countries": ["DE", "AT"], "taxCategory": "services", "prices": [
                  {"currency": "EUR", "flat": 490, "freeFrom": 5000},
                  {"currency": "JPY", "tiers": [{"from": 0, "amount": 800}, {"from": 5000, "amount": 0}]}]}""").statusCode(200).body("id", is("parcel")).body("version", is(1));
        put(path, """
                {"name": "Parcel", "countries": ["DE", "AT"], "taxCategory": "services", "prices": [
                  {"currency": "EUR", "tiers": [{"from": 0, "amount": 490}], "freeFrom": 5000},
                  {"currency": "JPY", "tiers": [{"from": 0, "amount": 800}, {"from": 5000, "amount": 0}]}]}""").body("version", is(1));

        assertThat(events(new StreamId("shipping", "parcel"))).containsExactly("""
                {"countries":["DE","AT"],"name":"Parcel","prices":[\
                {"currency":"EUR","freeFrom":5000,"tiers":[{"amount":490,"from":0}]},\
                {"currency":"JPY","tiers":[{"amount":800,"from":0},{"amount":0,"from":5000}]}],\
                "taxCategory":"services"}""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'currency': 'EUR'} | /prices/0 | contradictory",
                "{'currency': 'EUR', 'flat': 1, 'tiers': [{'from': 0, 'amount': 1}]} | /prices/0 | contradictory",
                "{'currency': 'EUR', 'flat': -1} | /prices/0/flat | out-of-range",
                "{'currency': 'EUR', 'flat': 1000000000001} | /prices/0/flat | out-of-range",
                "{'currency': 'EUR', 'flat': 1, 'freeFrom': 0} | /prices/0/freeFrom | out-of-range",
                "{'currency': 'EUR', 'flat': 1}, {'currency': 'EUR', 'flat': 2} | /prices/1/currency | repeated",
                "{'currency': 'XTS', 'flat': 1} | /prices/0/currency | not-allowed",
                "{'currency': 'EUR', 'tiers': []} | /prices/0/tiers | wrong-length",
                "{'currency': 'EUR', 'tiers': [{'from': 1, 'amount': 1}]} | /prices/0/tiers/0/from | contradictory",
                "{'currency': 'EUR', 'tiers': [{'from': 0, 'amount': 2}, {'from': 0, 'amount': 1}]} | /prices/0/tiers/1/from | contradictory",
                "{'currency': 'EUR', 'tiers': [{'from': 0, 'amount': 2}, {'from': 9, 'amount': 1}, {'from': 8, 'amount': 1}]} | /prices/0/tiers/2/from | contradictory",
                "{'currency': 'EUR', 'tiers': [{'from': 0}]} | /prices/0/tiers/0/amount | missing",
                "{'currency': 'EUR', 'tiers': [null]} | /prices/0/tiers/0 | missing",
            })
    void wrong_prices_of_shipping_are_malformed(String prices, String pointer, String code) {
        thenMalformed(
                "/shipping-methods/letter",
                "{'name': 'Letter', 'countries': [], 'prices': [" + prices + "]}",
                pointer,
                code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'name': ' ', 'countries': [], 'prices': []} | /name | missing",
                "{'name': 'A', 'countries': ['DE', 'XX'], 'prices': []} | /countries/1 | not-allowed",
                "{'name': 'A', 'countries': ['DE', 'AT', 'DE'], 'prices': []} | /countries/2 | repeated",
                "{'name': 'A', 'countries': [], 'prices': [], 'taxCategory': 'A B'} | /taxCategory | wrong-format",
                "{'name': 'A', 'countries': [], 'prices': null} | /prices | missing",
            })
    void a_wrong_shipping_method_is_malformed(String body, String pointer, String code) {
        thenMalformed("/shipping-methods/letter", body, pointer, code);
    }

    @Test
    void a_promotion_is_set_ends_and_has_codes_without_case() {
        String path = "/promotions/advent";
        String body = """
                {"name": "Advent", "trigger": "CODE", "target": {"kind": "LINES", "skus": ["TEA"],
                 "attributes": {"colour": ["red", "blue"]}}, "effect": {"kind": "PERCENT_OFF", "rate": "0.10"},
                 "conditions": {"minimumSubtotal": [{"amount": 5000, "currency": "EUR"}], "countries": ["DE"],
                 "from": "2026-12-01T00:00:00.000999Z", "until": "2026-12-24T00:00:00Z"}, "priority": -3,
                 "exclusive": true, "limit": 1000, "limitPerCustomer": 1, "returnsOnCancellation": true}""";

        post(path + "/end").statusCode(404).body("code", is("no-such-promotion"));
        put(path + "/codes/advent10", "{}").statusCode(404).body("code", is("no-such-promotion"));
        put(path, body).statusCode(200).body("id", is("advent")).body("version", is(1));
        put(path, body).body("version", is(1));
        put(path + "/codes/advent10", "{\"limit\": 50}")
                .body("id", is("ADVENT10"))
                .body("version", is(1));
        put(path + "/codes/Advent10", "{\"limit\": 50}").body("version", is(1));
        put(path + "/codes/ADVENT10", "{\"limit\": 50, \"limitPerCustomer\": 1}")
                .body("version", is(2));
        post(path + "/end").statusCode(200).body("version", is(2));
        post(path + "/end").body("version", is(2));
        put(path, body).body("version", is(3));

        assertThat(events(new StreamId("promotion", "advent")).getFirst()).isEqualTo("""
                {"limit":1000,"limitPerCustomer":1,"name":"Advent","returnsOnCancellation":true,"terms":{"conditions":\
                {"countries":["DE"],"from":"2026-12-01T00:00:00.000Z",\
                "minimumSubtotal":[{"amount":5000,"currency":"EUR"}],"until":"2026-12-24T00:00:00.000Z"},\
                "effect":{"kind":"PERCENT_OFF","rate":"0.1"},"exclusive":true,"id":"advent","priority":-3,\
                "target":{"attributes":{"colour":["red","blue"]},"kind":"LINES","skus":["TEA"]}},"trigger":"CODE"}""");
        assertThat(events(new StreamId("code", "ADVENT10")).getLast())
                .isEqualTo("{\"limit\":50,\"limitPerCustomer\":1,\"promotion\":\"advent\"}");
    }

    @Test
    void a_code_is_for_one_promotion_that_takes_codes() {
        String promotion = "{\"name\": \"A\", \"trigger\": \"%s\", \"target\": {\"kind\": \"SHIPPING\"},"
                + " \"effect\": {\"kind\": \"FREE_SHIPPING\"}}";
        put("/promotions/one", promotion.formatted("CODE")).statusCode(200);
        put("/promotions/other", promotion.formatted("CODE")).statusCode(200);
        put("/promotions/everybodys", promotion.formatted("AUTOMATIC")).statusCode(200);
        put("/promotions/one/codes/ONE", "{}").statusCode(200);

        put("/promotions/other/codes/one", "{}").statusCode(409).body("code", is("code-of-another-promotion"));
        put("/promotions/everybodys/codes/two", "{}").statusCode(409).body("code", is("promotion-without-codes"));
        put("/promotions/one/codes/a.b", "{}").statusCode(400).body("violations.parameter", is(List.of("code")));
        put("/promotions/one/codes/two", "{\"limit\": 0}")
                .statusCode(400)
                .body("violations.pointer", is(List.of("/limit")));
        // otherwise the carts of other tests have it
        post("/promotions/everybodys/end").statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'kind': 'CART'} | {'kind': 'PERCENT_OFF', 'rate': '0.1'} | /target/kind | not-allowed",
                "{'kind': 'ORDER', 'skus': []} | {'kind': 'PERCENT_OFF', 'rate': '0.1'} | /target/skus | contradictory",
                "{'kind': 'LINES', 'skus': ['A', 'A']} | {'kind': 'PERCENT_OFF', 'rate': '0.1'} | /target/skus/1 | repeated",
                "{'kind': 'LINES', 'skus': ['a b']} | {'kind': 'PERCENT_OFF', 'rate': '0.1'} | /target/skus/0 | wrong-format",
                "{'kind': 'LINES', 'attributes': {'c': []}} | {'kind': 'PERCENT_OFF', 'rate': '0.1'} | /target/attributes/c | wrong-length",
                "{'kind': 'LINES', 'attributes': {'c': ['x', '']}} | {'kind': 'PERCENT_OFF', 'rate': '0.1'} | /target/attributes/c/1 | wrong-length",
                "{'kind': 'ORDER'} | {'kind': 'PERCENT_OFF'} | /effect/rate | missing",
                "{'kind': 'ORDER'} | {'kind': 'PERCENT_OFF', 'rate': '0.000'} | /effect/rate | out-of-range",
                "{'kind': 'ORDER'} | {'kind': 'PERCENT_OFF', 'rate': '1.1'} | /effect/rate | wrong-format",
                "{'kind': 'ORDER'} | {'kind': 'PERCENT_OFF', 'rate': '1', 'buy': 1} | /effect/buy | contradictory",
                "{'kind': 'ORDER'} | {'kind': 'AMOUNT_OFF', 'amounts': []} | /effect/amounts | wrong-length",
                "{'kind': 'ORDER'} | {'kind': 'AMOUNT_OFF', 'amounts': [{'amount': 0, 'currency': 'EUR'}]} | /effect/amounts/0/amount | out-of-range",
                "{'kind': 'ORDER'} | {'kind': 'AMOUNT_OFF', 'amounts': [{'amount': 1, 'currency': 'EUR'}, {'amount': 1, 'currency': 'EUR'}]} | /effect/amounts/1/currency | repeated",
                "{'kind': 'ORDER'} | {'kind': 'FREE_SHIPPING'} | /effect/kind | contradictory",
                "{'kind': 'SHIPPING'} | {'kind': 'BUY_N_GET_M', 'buy': 1, 'get': 1} | /effect/kind | contradictory",
                "{'kind': 'LINES'} | {'kind': 'BUY_N_GET_M', 'buy': 0, 'get': 1} | /effect/buy | out-of-range",
            })
    void a_wrong_target_or_effect_is_malformed(String target, String effect, String pointer, String code) {
        thenMalformed(
                "/promotions/wrong",
                "{'name': 'A', 'trigger': 'CODE', 'target': %s, 'effect': %s}".formatted(target, effect),
                pointer,
                code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'from': '2026-12-24T00:00:00Z', 'until': '2026-12-24T00:00:00.000999Z'} | /conditions/until | contradictory",
                "{'until': '+10000-12-24T00:00:00Z'} | /conditions/until | out-of-range",
                "{'from': 'soon'} | /conditions/from | wrong-format",
                "{'countries': ['DE', 'SU']} | /conditions/countries/1 | not-allowed",
                "{'countries': ['DE', 'DE']} | /conditions/countries/1 | repeated",
                "{'minimumSubtotal': [{'amount': -1, 'currency': 'EUR'}]} | /conditions/minimumSubtotal/0/amount | out-of-range",
                "{'minimumUnits': 0} | /conditions/minimumUnits | out-of-range",
                "{'customerGroups': ['a b']} | /conditions/customerGroups/0 | wrong-format",
                "{'weekday': 1} | /conditions/weekday | unknown",
            })
    void wrong_conditions_are_malformed(String conditions, String pointer, String code) {
        thenMalformed("/promotions/wrong", """
                {'name': 'A', 'trigger': 'CODE', 'target': {'kind': 'SHIPPING'},
                 'effect': {'kind': 'FREE_SHIPPING'}, 'conditions': %s}""".formatted(conditions), pointer, code);
    }

    @Test
    void lists_of_a_promotion_have_a_bound() {
        String skus = IntStream.range(0, 501).mapToObj(i -> "\"S" + i + '"').collect(Collectors.joining(", "));

        thenMalformed("/promotions/wrong", """
                {'name': 'A', 'trigger': 'CODE', 'target': {'kind': 'LINES', 'skus': [%s]},
                 'effect': {'kind': 'PERCENT_OFF', 'rate': '0.1'}}""".formatted(skus), "/target/skus", "wrong-length");
    }

    private static ValidatableResponse post(String path) {
        return given().post("/commands/v1" + path).then();
    }

    private static void thenMalformed(String path, String body, String pointer, String code) {
        put(path, body.replace('\'', '"'))
                .statusCode(400)
                .body("code", is("malformed-request"))
                .body("violations.pointer", is(List.of(pointer)))
                .body("violations.code", is(List.of(code)));
    }

    private static ValidatableResponse put(String path, String body) {
        return given().contentType(JSON).body(body).put("/commands/v1" + path).then();
    }

    private List<String> events(StreamId stream) {
        return store.read(stream, 0, 100).await().atMost(Duration.ofSeconds(10)).stream()
                .map(envelope -> EventCodec.canonical(envelope.data()))
                .toList();
    }
}
