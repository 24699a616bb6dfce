package io.cartulary.query.order;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.ReturnCondition;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.Totals;
import io.cartulary.query.view.Batching;
import io.cartulary.query.view.Transition;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Random orders that are edited, paid, credited and refunded, and then cancelled, or shipped and lost or returned, or
 * neither; with payments before and after, whether or not the amounts add up.
 */
public final class OrderStories {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final UUID LINE = new UUID(0, 1);

    private OrderStories() {}

    /** The transitions of one random order. */
    public static List<Transition<OrderView>> steps(Random chance) {
        var stream = new StreamId("order", new UUID(chance.nextLong(), chance.nextLong()).toString());
        return Batching.steps(stream, story(chance), OrderView::evolve);
    }

    private static List<OrderEvent> story(Random chance) {
        List<OrderEvent> story = new ArrayList<>();
        int units = 1 + chance.nextInt(5);
        boolean guest = chance.nextBoolean();
        story.add(new OrderPlaced(
                "7Q4K-2M9X-C3TB",
                5,
                guest ? new Owner.Guest(new UUID(0, 2)) : new Owner.Customer("alice"),
                List.of(new OrderLine(LINE, "tea", "Tea", units, new Money(450, EUR))),
                new Totals(1, units, total(units)),
                new Address("Alice", "Heidestraße 17", null, null, "Köln", null, "DE"),
                new Contact("alice@example.com", null)));
        if (guest && chance.nextInt(3) != 0) {
            story.add(new OrderAssigned("bob"));
        }
        for (int i = chance.nextInt(10); i > 0; i--) {
            if (chance.nextBoolean()) {
                story.add(money(chance, i));
            } else {
                int before = units;
                units = 1 + chance.nextInt(5);
                var delta = new EditedLine(LINE, "tea", "Tea", before, units, new Money(450, EUR));
                story.add(new OrderEdited(List.of(delta), total(before), total(units), total(units)));
            }
        }
        if (chance.nextInt(4) == 0) {
            story.add(new OrderCredited(new UUID(4, 0), new Money(50, EUR), List.of(), "scratched"));
        }
        var parcel = new UUID(2, 0);
        List<LineQuantity> one = List.of(new LineQuantity(LINE, 1));
        switch (chance.nextInt(4)) {
            case 0 -> story.add(new OrderCancelled("Changed my mind"));
            case 1 ->
                story.addAll(List.of(
                        new OrderConfirmed(),
                        new ShipmentCreated(parcel, one, "DHL", "JJD1"),
                        new ShipmentDelivered(parcel),
                        new ReturnRequested(new UUID(3, 0), one, "Too bitter"),
                        new ReturnApproved(new UUID(3, 0)),
                        new ReturnReceived(new UUID(3, 0), one, ReturnCondition.RESELLABLE, total(1))));
            case 2 ->
                story.addAll(List.of(
                        new ShipmentCreated(parcel, one, "DHL", "JJD1", true),
                        money(chance, 20),
                        new ShipmentLost(parcel, one),
                        money(chance, 21)));
            default -> {}
        }
        for (int i = chance.nextInt(4); i > 0; i--) {
            story.add(money(chance, 30 + i));
        }
        return story;
    }

    private static OrderEvent money(Random chance, int number) {
        var id = new UUID(5, number);
        String ref = "pi_" + chance.nextInt(2);
        var amount = new Money(100L * (1 + chance.nextInt(5)), EUR);
        return switch (chance.nextInt(6)) {
            case 0 -> new PaymentAuthorized(id, ref, amount);
            case 1 -> new PaymentCaptured(id, ref, "ch_" + number, amount);
            case 2 -> new PaymentVoided(id, ref, amount);
            case 3 -> new RefundIssued(id, null, ref, "re_" + number, amount, chance.nextBoolean());
            case 4 -> new PaymentFailed(id, ref, amount);
            default -> new NoteAdded(id, "Hello");
        };
    }

    private static Money total(int units) {
        return new Money(450L * units, EUR);
    }
}
