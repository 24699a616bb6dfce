package io.cartulary.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.contracts.CartEvent.CartCreated;
import io.cartulary.contracts.CartEvent.ItemQuantityChanged;
import java.util.Currency;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    void a_customer_is_told_from_a_guest() {
        Event created = new CartCreated(new Owner.Customer("alice"), Currency.getInstance("EUR"));

        assertThat(EventCodec.encode(created)).contains("\"kind\":\"customer\"");
        assertThat(EventCodec.decode("cart.created.v1", EventCodec.encode(created)))
                .isEqualTo(created);
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
