package io.cartulary.command.shipping;

import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.ShippingEvent;
import io.cartulary.contracts.ShippingEvent.ShippingMethodSet;
import io.cartulary.contracts.ShippingPrice;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShippingMethodTest {

    private static final ShippingMethodSet PARCEL = parcel(490);
    private static final ShippingMethodSet CHEAPER = parcel(390);

    private final DeciderSpecification<Optional<ShippingEvent>, ShippingEvent, ShippingEvent> method =
            new DeciderSpecification<>(ShippingMethod.DECIDER);

    @Test
    void a_method_is_set_and_replaced() {
        method.given().when(PARCEL).then(PARCEL);
        method.given(PARCEL).when(CHEAPER).then(CHEAPER);
        method.given(PARCEL, CHEAPER).when(PARCEL).then(PARCEL);
    }

    @Test
    void the_same_method_is_no_news() {
        method.given(PARCEL).when(parcel(490)).thenNothing();
    }

    private static ShippingMethodSet parcel(long cents) {
        return new ShippingMethodSet(
                "Parcel",
                List.of("DE"),
                List.of(ShippingPrice.flat(new Money(cents, Currency.getInstance("EUR")))),
                null);
    }
}
