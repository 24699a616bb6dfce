package io.cartulary.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.contracts.CartEvent.*;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private static final UUID LINE = new UUID(0, 1);

    @Test
    void a_field_that_came_later_does_not_disturb_an_older_reader() {
        assertThat(EventCodec.decode(
                        "cart.item-quantity-changed.v1",
                        "{\"lineId\": \"%s\", \"from\": 1, \"to\": 2, \"reason\": \"whim\"}".formatted(LINE)))
                .isEqualTo(new ItemQuantityChanged(LINE, 1, 2));
    }

    @Test
    void what_a_restoration_left_out_is_written_and_read() {
        Event restored = new CartRestored(
                4, List.of(), List.of(new LeftOutLine(LINE, "TEA", "Tea", 2, LeftOutReason.NOT_ON_SALE)));
        String json = EventCodec.encode(restored);

        assertThat(json)
                .isEqualTo("{\"fromVersion\":4,\"leftOut\":[{\"lineId\":\"%s\",\"name\":\"Tea\",\"quantity\":2,"
                                .formatted(LINE)
                        + "\"reason\":\"NOT_ON_SALE\",\"sku\":\"TEA\"}],\"lines\":[]}");
        assertThat(EventCodec.decode("cart.restored.v1", json)).isEqualTo(restored);
    }

    @Test
    void a_restoration_that_left_nothing_out_says_nothing_of_it() {
        assertThat(EventCodec.encode(new CartRestored(4, List.of(), List.of())))
                .isEqualTo("{\"fromVersion\":4,\"lines\":[]}");
    }

    @Test
    void customers_and_guests_are_distinguished() {
        Event created = new CartCreated(new Owner.Customer("alice"), Currency.getInstance("EUR"));

        assertThat(EventCodec.encode(created)).contains("\"kind\":\"customer\"");
        assertThat(EventCodec.decode("cart.created.v2", EventCodec.encode(created)))
                .isEqualTo(created);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T21:40:00Z, 2026-11-23T21:40:00.000Z",
        "2026-11-23T21:40:00.5Z, 2026-11-23T21:40:00.500Z",
        "2026-11-23T21:40:00.123456Z, 2026-11-23T21:40:00.123Z",
    })
    void an_instant_has_three_digits_behind_the_second(String instant, String written) {
        assertThat(EventCodec.encode(new CartFrozen(Instant.parse(instant))))
                .isEqualTo("{\"until\":\"%s\"}".formatted(written));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "", "[]", "{}", "{\"until\": 3}", "{\"until\": \"tomorrow\"}", "{\"until\": {}}"})
    void what_is_no_instant_is_unreadable(String json) {
        assertThatThrownBy(() -> EventCodec.decode("cart.frozen.v1", json))
                .isInstanceOf(UnreadableEventException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "", "[]", "{}", "{\"currency\": \"EUR\"}", "1"})
    void a_retired_type_is_read_as_strictly_as_any(String json) {
        assertThatThrownBy(() -> EventCodec.decode("cart.created.v1", json))
                .isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void an_unknown_type_is_unreadable() {
        assertThatThrownBy(() -> EventCodec.decode("cart.item-added.v9", "{}"))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("cart.item-added.v9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"lineId\": \"no uuid\", \"from\": 1, \"to\": 2}",
                "{\"lineId\": null, \"from\": 1, \"to\": 2}",
                "{\"lineId\": \"00000000-0000-0000-0000-000000000001\", \"from\": null, \"to\": 2}",
                "{\"lineId\": \"00000000-0000-0000-0000-000000000001\", \"from\": 1.5, \"to\": 2}",
                "{\"lineId\": \"00000000-0000-0000-0000-000000000001\", \"from\": 1, \"to\": 2} {}",
            })
    void what_does_not_fit_its_type_is_unreadable(String json) {
        assertThatThrownBy(() -> EventCodec.decode("cart.item-quantity-changed.v1", json))
                .isInstanceOf(UnreadableEventException.class);
    }
}
