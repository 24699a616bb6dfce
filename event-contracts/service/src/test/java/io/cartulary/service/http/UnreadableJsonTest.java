package io.cartulary.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cartulary.contracts.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The place and the expected type in an unreadable body, in the API's terms. */
class UnreadableJsonTest {

    private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());

    enum Mode {
        SUM,
        MAX
    }

    record Line(int quantity, Long version) {}

    record Request(
            Currency currency,
            Money price,
            List<Line> lines,
            UUID id,
            Instant until,
            Mode mode,
            Boolean dry,
            String text) {

        @JsonIgnore
        public boolean isOneOfBoth() {
            return true;
        }
    }

    UnreadableJsonTest() {
        new StrictJson().customize(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'currency': 'EURO'}                         | /currency         | not-allowed",
                "{'currency': 'eur'}                          | /currency         | not-allowed",
                "{'currency': 'DEM'}                          | /currency         | not-allowed",
                "{'currency': 'XXX'}                          | /currency         | not-allowed",
                "{'currency': 'XTS'}                          | /currency         | not-allowed",
                "{'currency': 1}                              | /currency         | wrong-type",
                "{'currency': {}}                             | /currency         | wrong-type",
                "{'foo': 1}                                   | /foo              | unknown",
                "{'oneOfBoth': true}                          | /oneOfBoth        | unknown",
                "{'lines': [{'quantity': 1}, {'quantity': '2'}]} | /lines/1/quantity | wrong-type",
                "{'lines': [{'quantity': 2.7}]}               | /lines/0/quantity | wrong-type",
                "{'lines': [{}]}                              | /lines/0/quantity | missing",
                "{'lines': [{'quantity': null}]}              | /lines/0/quantity | missing",
                "{'lines': [{'quantity': 99999999999}]}       | /lines/0/quantity | out-of-range",
                "{'lines': [{'quantity': 1, 'a/b~c': 2}]}     | /lines/0/a~1b~0c  | unknown",
                "{'lines': {}}                                | /lines            | wrong-type",
                "{'lines': [7]}                               | /lines/0          | wrong-type",
                "{'price': {'currency': 'EUR'}}               | /price/amount     | missing",
                "{'price': 12}                                | /price            | wrong-type",
                "{'id': 'nope'}                               | /id               | wrong-format",
                "{'until': 'tomorrow'}                        | /until            | wrong-format",
                "{'mode': 'AVERAGE'}                          | /mode             | not-allowed",
                "{'dry': 'yes'}                               | /dry              | wrong-type",
                "{'text': 5}                                  | /text             | wrong-type",
                "[]                                           | ``                | wrong-type",
                "{'currency': 'EUR'} {}                       | ``                | wrong-type",
                "{'currency': }                               | ``                | not-json",
                "{                                            | ``                | not-json",
            })
    void a_violation_names_the_member(String body, String pointer, String code) {
        Violation violation = violation(body.replace('\'', '"'));

        assertThat(violation.pointer()).as(violation.toString()).isEqualTo(pointer);
        assertThat(violation.code()).as(violation.toString()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"currency\": \"EURO\"}",
                "{\"foo\": 1}",
                "{\"price\": 12}",
                "{\"price\": {\"amount\": 1}}",
                "{\"lines\": {}}",
                "{\"lines\": [{\"quantity\": \"2\"}]}",
                "{\"id\": \"x\"}",
                "{\"until\": true}",
                "[]",
                "{"
            })
    void no_detail_contains_a_name_of_java(String body) {
        assertThat(violation(body).detail())
                .doesNotContainPattern("java|Coercion|record|Deserial|\\b[A-Z][a-z]+[A-Z]|io\\.|ignorable|oneOfBoth");
    }

    @Test
    void an_unknown_member_is_answered_with_the_known_ones() {
        assertThat(violation("{\"foo\": 1}").detail())
                .isEqualTo("is not known. There are currency, dry, id, lines, mode, price, text, until.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "USD", "JPY", "CHF", "XOF", "XCD", "VED", "ZWG", "SLE"})
    void a_currency_in_use_is_read(String code) throws JsonProcessingException {
        assertThat(json.readValue("\"" + code + "\"", Currency.class)).isEqualTo(Currency.getInstance(code));
    }

    private Violation violation(String body) {
        return UnreadableJson.violation(
                assertThrows(JsonProcessingException.class, () -> json.readValue(body, Request.class)));
    }
}
