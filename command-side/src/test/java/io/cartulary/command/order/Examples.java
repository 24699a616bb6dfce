package io.cartulary.command.order;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.Totals;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** An order of two coffees and a tea, and the commands of the tests for it. */
final class Examples {

    static final Currency EUR = Currency.getInstance("EUR");
    static final Currency USD = Currency.getInstance("USD");
    static final UUID COFFEE = new UUID(1, 1);
    static final UUID TEA = new UUID(1, 2);
    static final Address HOME = new Address("Erika Mustermann", "Heidestraße 17", null, "51147", "Köln", null, "DE");
    static final Address WORK = new Address("Mustermann GmbH", "Domplatz 1", "Floor 3", "50667", "Köln", null, "DE");
    static final Contact CONTACT = new Contact("erika@example.com", null);
    static final Contact PHONE = new Contact("erika@example.com", "+49 221 12345");

    /** 2 × 12.50 and 1 × 3.00. */
    static final long TOTAL = 2800;

    static final OrderEvent PLACED = new OrderPlaced(
            "7Q4K-2M9X-C3TB",
            5,
            new Owner.Customer("alice"),
            List.of(
                    new OrderLine(COFFEE, "COFFEE", "Coffee", 2, eur(1250)),
                    new OrderLine(TEA, "TEA", "Tea", 1, eur(300))),
            new Totals(2, 3, eur(TOTAL)),
            HOME,
            CONTACT);

    /** The same, of a guest. */
    static final OrderEvent GUESTS = new OrderPlaced(
            "7Q4K-2M9X-C3TB",
            5,
            new Owner.Guest(new UUID(3, 3)),
            ((OrderPlaced) PLACED).lines(),
            ((OrderPlaced) PLACED).totals(),
            HOME,
            CONTACT);

    private Examples() {}

    static Money eur(long cents) {
        return new Money(cents, EUR);
    }

    static LineQuantity coffees(int quantity) {
        return new LineQuantity(COFFEE, quantity);
    }

    static LineQuantity teas(int quantity) {
        return new LineQuantity(TEA, quantity);
    }

    static UUID id(int number) {
        return new UUID(2, number);
    }

    static ShipmentCreated shipment(UUID id, LineQuantity... lines) {
        return new ShipmentCreated(id, List.of(lines), "DHL", "JJD0099999");
    }

    static List<OrderEvent> then(List<OrderEvent> before, OrderEvent... more) {
        return Stream.concat(before.stream(), Stream.of(more)).toList();
    }
}
