package io.cartulary.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartulary.contracts.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    private final ObjectMapper json = new ObjectMapper();

    record Body(int quantity, Money price) {}

    StrictJsonTest() {
        new StrictJson().customize(json);
    }

    @Test
    void what_is_there_is_read() throws JsonProcessingException {
        Body body = json.readValue("{\"quantity\": 0, \"price\": {\"amount\": 0, \"currency\": \"EUR\"}}", Body.class);

        assertThat(body.quantity()).isZero();
        assertThat(body.price().amount()).isZero();
    }

    /** A quantity of 0 removes a line, which nobody means by leaving the member out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"price\": {\"amount\": 0, \"currency\": \"EUR\"}}",
                "{\"quantity\": 0, \"price\": {\"currency\": \"EUR\"}}",
                "{\"quantity\": null, \"price\": {\"amount\": 0, \"currency\": \"EUR\"}}",
                "{\"quantity\": \"\", \"price\": {\"amount\": 0, \"currency\": \"EUR\"}}",
                "{\"quantity\": 0, \"price\": {\"amount\": 1e0, \"currency\": \"EUR\"}}",
                "{\"quantity\": false, \"price\": {\"amount\": 1, \"currency\": \"EUR\"}}",
                "{\"quantity\": 0, \"price\": {\"amount\": 1, \"currency\": \"\"}}",
                "{\"quantity\": 0, \"price\": {\"amount\": 1}}",
            })
    void what_is_missing_is_not_taken_for_zero(String body) {
        assertThatThrownBy(() -> json.readValue(body, Body.class)).isInstanceOf(JsonProcessingException.class);
    }
}
