package io.cartulary.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Caller;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandHeadersTest {

    private static final String KEY = UUID.randomUUID().toString();
    private static final Caller ALICE = Caller.customer("alice");
    private static final StreamId ORDER =
            new StreamId("order", UUID.randomUUID().toString());
    private static final StreamId ANOTHER =
            new StreamId("order", UUID.randomUUID().toString());

    @Test
    void an_id_is_made_of_the_key_the_caller_and_the_stream() {
        UUID shipment = headers(KEY, ALICE).idOf("shipment", ORDER);

        assertThat(headers(KEY, ALICE).idOf("shipment", ORDER)).isEqualTo(shipment);
        assertThat(List.of(
                        headers(KEY, ALICE).idOf("shipment", ANOTHER),
                        headers(KEY, ALICE).idOf("return", ORDER),
                        headers(KEY, Caller.staff("alice")).idOf("shipment", ORDER),
                        headers("another", ALICE).idOf("shipment", ORDER)))
                .doesNotHaveDuplicates()
                .doesNotContain(shipment);
    }

    @Test
    void without_a_key_every_id_is_new() {
        var headers = headers(null, ALICE);

        assertThat(headers.idOf("shipment", ORDER)).isNotEqualTo(headers.idOf("shipment", ORDER));
        assertThat(headers.rootId("cart")).isNotEqualTo(headers.rootId("cart"));
    }

    @Test
    void a_customers_command_has_the_guests_id_too_when_the_guests_token_is_shown() {
        UUID guest = UUID.randomUUID();
        UUID asGuest = headers(KEY, Caller.guest(guest)).metadata("clear").commandId();

        assertThat(headers(KEY, ALICE.alsoGuest(guest)).metadata("clear").guestCommandId())
                .isEqualTo(asGuest);
        assertThat(headers(KEY, ALICE.alsoGuest(guest)).metadata("clear").commandId())
                .isEqualTo(headers(KEY, ALICE).metadata("clear").commandId())
                .isNotEqualTo(asGuest);
        assertThat(headers(KEY, ALICE).metadata("clear").guestCommandId()).isNull();
        assertThat(headers(KEY, Caller.guest(guest)).metadata("clear").guestCommandId())
                .isNull();
        assertThat(headers(null, ALICE.alsoGuest(guest)).metadata("clear").guestCommandId())
                .isNull();
    }

    @Test
    void a_cart_may_have_been_created_as_the_guest_and_before_there_was_its_token() {
        UUID made = headers(KEY, Caller.ANONYMOUS).rootId(CommandHeaders.GUEST);
        UUID another = UUID.randomUUID();
        UUID asAnybody = headers(KEY, Caller.ANONYMOUS).rootId("cart");

        assertThat(carts(ALICE.alsoGuest(made)))
                .containsExactly(headers(KEY, Caller.guest(made)).rootId("cart"), asAnybody);
        assertThat(carts(Caller.guest(made))).containsExactly(asAnybody);
        assertThat(carts(ALICE.alsoGuest(another)))
                .containsExactly(headers(KEY, Caller.guest(another)).rootId("cart"));
        assertThat(carts(Caller.guest(another))).isEmpty();
        assertThat(carts(ALICE)).isEmpty();
        assertThat(headers(null, ALICE.alsoGuest(made)).ofGuest()).isEmpty();
    }

    private static List<UUID> carts(Caller caller) {
        return headers(KEY, caller).ofGuest().stream()
                .map(before -> before.rootId("cart"))
                .toList();
    }

    private static CommandHeaders headers(@Nullable String key, Caller caller) {
        return new CommandHeaders(key, null, null, caller);
    }
}
