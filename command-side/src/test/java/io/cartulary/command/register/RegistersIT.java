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

        assertThat(events(new StreamId("tax", "FR")))
                .containsExactly(
                        """
                        {"terms":{"country":"FR","includedInPrice":true,"level":"LINE","rates":{"standard":"0.2"},\
                        "rounding":"HALF_EVEN","roundingTarget":"NET"}}""",
                        """
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
        thenMalformed("/tax-rates/DE", rates.append("}, \"includedInPrice\": true}").toString(), "/rates", "wrong-length");
    }

    @Test
    void a_shipping_method_is_set_with_flat_prices_and_with_tiers() {
        String path = "/shipping-methods/parcel";

        put(path, """
                {"name": "Parcel", "countries": ["DE", "AT"], "taxCategory": "services", "prices": [
                  {"currency": "EUR", "flat": 490, "freeFrom": 5000},
                  {"currency": "JPY", "tiers": [{"from": 0, "amount": 800}, {"from": 5000, "amount": 0}]}]}""")
                .statusCode(200)
                .body("id", is("parcel"))
                .body("version", is(1));
        put(path, """
                {"name": "Parcel", "countries": ["DE", "AT"], "taxCategory": "services", "prices": [
                  {"currency": "EUR", "tiers": [{"from": 0, "amount": 490}], "freeFrom": 5000},
                  {"currency": "JPY", "tiers": [{"from": 0, "amount": 800}, {"from": 5000, "amount": 0}]}]}""")
                .body("version", is(1));

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
