package io.cartulary.command.cart;

import io.cartulary.command.cart.CartCommand.DetailCommand;
import io.cartulary.command.eventlog.SnapshotSpecification;
import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.MergeMode;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.Totals;
import java.io.IOException;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CartSnapshotTest {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final UUID TEA = new UUID(1, 1);
    private static final UUID COFFEE = new UUID(1, 2);
    private static final CartEvent CREATED = new CartCreated(new Owner.Guest(new UUID(0, 1)), EUR);

    private static final CartEvent LEAVING = new CartMergeBegun(TEA, COFFEE, 3, MergeMode.MAX);

    private final SnapshotSpecification<Cart, CartEvent> snapshots = new SnapshotSpecification<>(Cart.DECIDER);
    private final DeciderSpecification<Cart, CartCommand, CartEvent> cart = new DeciderSpecification<>(Cart.DECIDER);

    @Test
    void a_cart_looks_in_snapshots_as_approved() throws IOException {
        snapshots.thenTheSnapshotIsAsApproved(cart.given(
                        CREATED,
                        new ItemAdded(TEA, "TEA", "Tea", 2, new Money(250, EUR)),
                        new ItemAdded(COFFEE, "COFFEE", "Coffee", 1, new Money(1250, EUR)),
                        new ItemAdded(TEA, "TEA", "Tea", 3, new Money(250, EUR)),
                        new ItemQuantityChanged(COFFEE, 1, 4),
                        new ItemAdded(new UUID(1, 3), "CUP", "Cup", 1, new Money(900, EUR)),
                        new ItemRemoved(new UUID(1, 3), "CUP", 1),
                        new ItemAdded(new UUID(1, 4), "TEA", "Tea", 1, new Money(300, EUR)),
                        new ItemsRepriced(
                                List.of(new RepricedLine(new UUID(1, 4), new Money(300, EUR), new Money(250, EUR)))),
                        new LinesJoined(List.of(new JoinedLine(new UUID(1, 4), TEA, "TEA", 1))))
                .state());
    }

    @Test
    void every_state_of_a_cart_is_read_as_it_was_written() {
        snapshots.thenItIsReadAsItWasWritten(List.of(
                cart.given().state(),
                cart.given(CREATED).state(),
                cart.given(new CartCreated(new Owner.Customer("alice"), EUR)).state(),
                cart.given(CREATED, new CartFrozen(Instant.parse("2026-11-23T12:00:00.250Z")))
                        .state(),
                cart.given(CREATED, new CartAbandoned(Instant.EPOCH)).state(),
                cart.given(CREATED, LEAVING).state(),
                cart.given(CREATED, LEAVING, new CartMergedInto(TEA, COFFEE)).state(),
                cart.given(Stream.concat(
                                        Stream.of(CREATED),
                                        CartLifeTest.details().map(DetailCommand::event))
                                .toList())
                        .state(),
                cart.given(CREATED, new CartCheckedOut(TEA, new Totals(0, 0, Money.zero(EUR))))
                        .state()));
    }
}
