package io.cartulary.query.order;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.EditedLine;
import io.cartulary.contracts.OrderEvent.LineQuantity;
import io.cartulary.contracts.OrderEvent.NoteAdded;
import io.cartulary.contracts.OrderEvent.OrderCancelled;
import io.cartulary.contracts.OrderEvent.OrderConfirmed;
import io.cartulary.contracts.OrderEvent.OrderEdited;
import io.cartulary.contracts.OrderEvent.OrderLine;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.OrderEvent.ReturnApproved;
import io.cartulary.contracts.OrderEvent.ReturnReceived;
import io.cartulary.contracts.OrderEvent.ReturnRequested;
import io.cartulary.contracts.OrderEvent.ShipmentCreated;
import io.cartulary.contracts.OrderEvent.ShipmentDelivered;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.ReturnCondition;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.Totals;
import io.cartulary.query.projection.Batching;
import io.cartulary.query.projection.Step;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Random orders that are edited, and then cancelled, or shipped and given back, or neither. */
public final class OrderStories {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final UUID LINE = new UUID(0, 1);

    private OrderStories() {}

    /** What becomes of one. */
    public static List<Step<OrderView>> steps(Random chance) {
        var stream = new StreamId("order", new UUID(chance.nextLong(), chance.nextLong()).toString());
        return Batching.steps(stream, story(chance), OrderView::evolve);
    }

    private static List<OrderEvent> story(Random chance) {
        List<OrderEvent> story = new ArrayList<>();
        int units = 1 + chance.nextInt(5);
        story.add(new OrderPlaced(
                "7Q4K-2M9X-C3TB",
                5,
                chance.nextBoolean() ? new Owner.Guest(new UUID(0, 2)) : new Owner.Customer("alice"),
                List.of(new OrderLine(LINE, "tea", "Tea", units, new Money(450, EUR))),
                new Totals(1, units, total(units)),
                new Address("Alice", "Heidestraße 17", null, null, "Köln", null, "DE"),
                new Contact("alice@example.com", null)));
        for (int i = chance.nextInt(10); i > 0; i--) {
            if (chance.nextBoolean()) {
                story.add(new NoteAdded(new UUID(1, i), "Hello"));
            } else {
                int before = units;
                units = 1 + chance.nextInt(5);
                var delta = new EditedLine(LINE, "tea", "Tea", before, units, new Money(450, EUR));
                story.add(new OrderEdited(List.of(delta), total(before), total(units), total(units)));
            }
        }
        switch (chance.nextInt(3)) {
            case 0 -> story.add(new OrderCancelled("Changed my mind"));
            case 1 ->
                story.addAll(List.of(
                        new OrderConfirmed(),
                        new ShipmentCreated(new UUID(2, 0), List.of(new LineQuantity(LINE, 1)), "DHL", "JJD1"),
                        new ShipmentDelivered(new UUID(2, 0)),
                        new ReturnRequested(new UUID(3, 0), List.of(new LineQuantity(LINE, 1)), "Too bitter"),
                        new ReturnApproved(new UUID(3, 0)),
                        new ReturnReceived(new UUID(3, 0), ReturnCondition.RESELLABLE, total(1))));
            default -> {}
        }
        return story;
    }

    private static Money total(int units) {
        return new Money(450L * units, EUR);
    }
}
