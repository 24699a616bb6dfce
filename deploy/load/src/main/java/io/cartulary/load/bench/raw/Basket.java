package io.cartulary.load.bench.raw;

import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.DecisionContext;
import io.cartulary.command.eventsourcing.SnapshotForm;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.CartCreated;
import io.cartulary.contracts.CartEvent.ItemAdded;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import java.util.Currency;
import java.util.UUID;

/**
 * An aggregate for measuring the engine: every command causes exactly one event, and the state stays small, so that the
 * first command costs the same as the millionth.
 */
public record Basket(boolean exists, int units) {

    public static final Decider<Basket, Put, CartEvent> DECIDER = Decider.of(
            CartEvent.class, new SnapshotForm<>(Basket.class, 1), new Basket(false, 0), Basket::decide, Basket::evolve);

    private static final int MAX_UNITS = 999;
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final UUID LINE = UUID.fromString("5ca1ab1e-0000-4000-8000-000000000001");

    /** Add one unit; the first command creates the basket. */
    public record Put(UUID guest) {}

    static ItemAdded adding(int quantity) {
        return new ItemAdded(LINE, "SKU-5ca1ab1e-0000", "Sencha, 100 g", quantity, new Money(1250, EUR));
    }

    private static Decision<CartEvent> decide(Basket basket, Put put, DecisionContext context) {
        return basket.exists
                ? Decision.accept(adding(1 + basket.units % MAX_UNITS))
                : Decision.accept(new CartCreated(new Owner.Guest(put.guest()), EUR));
    }

    private static Basket evolve(Basket basket, CartEvent event) {
        if (event instanceof CartCreated) {
            return new Basket(true, 0);
        }
        return event instanceof ItemAdded ? new Basket(true, basket.units + 1) : basket;
    }
}
