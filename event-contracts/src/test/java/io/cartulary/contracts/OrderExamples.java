package io.cartulary.contracts;

import static java.util.Map.entry;

import io.cartulary.contracts.OrderEvent.*;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An example of every event of an order, as in its golden file. */
final class OrderExamples {

    private static final UUID LINE = id(0x0a);
    private static final UUID ANOTHER_LINE = id(0x0b);
    private static final UUID PAYMENT = id(0xb1);
    private static final UUID SHIPMENT = id(0xb2);
    private static final UUID RETURN = id(0xb3);
    private static final UUID REFUND = id(0xb4);
    private static final UUID NOTE = id(0xb5);
    private static final UUID CREDIT = id(0xb6);
    private static final UUID REPLACEMENT = id(0xb7);
    private static final List<LineQuantity> A_UNIT = List.of(new LineQuantity(LINE, 1));
    private static final Address HOME =
            new Address("Erika Mustermann", "Heidestraße 17", null, "51147", "Köln", null, "DE");
    private static final Address WORK =
            new Address("Mustermann GmbH", "1 Main Street", "Floor 3", "10001", "New York", "NY", "US");
    private static final Contact CONTACT = new Contact("erika@example.com", null);

    static final PromotionTerms SALE = new PromotionTerms(
            "sale",
            new PromotionTarget.Order(),
            new PromotionEffect.AmountOff(List.of(eur(500))),
            PromotionConditions.NONE,
            0,
            false);
    static final ShippingTerms PARCEL = new ShippingTerms(
            "parcel",
            new ShippingPrice(
                    Currency.getInstance("EUR"),
                    List.of(new ShippingPrice.ShippingTier(0, 690), new ShippingPrice.ShippingTier(5000, 390)),
                    10_000L),
            "services",
            List.of("DE", "AT"));
    static final TaxTerms TAX = new TaxTerms(
            "DE",
            null,
            Map.of("standard", Rate.of("0.19"), "books", Rate.of("0.07")),
            true,
            TaxTerms.TaxLevel.LINE,
            Rounding.HALF_EVEN,
            TaxTerms.RoundingTarget.NET);

    /** As {@code PriceCalculation} prices it: 25.00, 5.00 off, 6.90 shipping, all with 19 % tax. */
    private static final PricedCart PRICE = new PricedCart(
            Currency.getInstance("EUR"),
            List.of(new PricedLine(
                    LINE,
                    2,
                    1250,
                    2500,
                    List.of(new Discount("sale", null, 500)),
                    new TaxAmount(Rate.of("0.19"), 1681, 319),
                    2000)),
            2500,
            500,
            new PricedShipping("parcel", 690, List.of(), new TaxAmount(Rate.of("0.19"), 580, 110), 690),
            List.of(),
            List.of(new TaxAmount(Rate.of("0.19"), 2261, 429)),
            2690);

    static final Map<EventType, Event> ALL = Map.ofEntries(
            entry(
                    EventType.ORDER_PLACED,
                    new OrderPlaced(
                            "7Q4K-2M9X-C3TB",
                            5,
                            new Owner.Customer("alice"),
                            List.of(new OrderLine(LINE, "COFFEE-1KG", "Coffee beans, 1 kg", 2, eur(1250))),
                            new Totals(1, 2, eur(2500)),
                            HOME,
                            CONTACT,
                            new PriceTerms(Rounding.HALF_EVEN, List.of(SALE), null, PARCEL, TAX, "DE", null),
                            PRICE)),
            entry(EventType.ORDER_CONFIRMED, new OrderConfirmed()),
            entry(EventType.ORDER_CONFIRMATION_WITHDRAWN, new OrderConfirmationWithdrawn()),
            entry(EventType.ORDER_ASSIGNED, new OrderAssigned("erika")),
            entry(EventType.ORDER_HELD, new OrderHeld("The address looks wrong")),
            entry(EventType.ORDER_RELEASED, new OrderReleased()),
            entry(EventType.ORDER_ADDRESS_CHANGED, new OrderAddressChanged(HOME, WORK)),
            entry(
                    EventType.ORDER_CONTACT_CHANGED,
                    new OrderContactChanged(CONTACT, new Contact("erika@example.com", "+49 221 12345"))),
            entry(
                    EventType.ORDER_EDITED,
                    new OrderEdited(
                            List.of(
                                    new EditedLine(LINE, "COFFEE-1KG", "Coffee beans, 1 kg", 2, 1, eur(1250)),
                                    new EditedLine(ANOTHER_LINE, "TEA", "Green tea", 0, 3, eur(300))),
                            eur(2500),
                            eur(2150),
                            eur(-350))),
            entry(EventType.ORDER_CANCELLED, new OrderCancelled("Changed my mind")),
            entry(EventType.ORDER_COMPLETED, new OrderCompleted()),
            entry(EventType.PAYMENT_AUTHORIZED, new PaymentAuthorized(PAYMENT, "pi_3NqJ", eur(2500))),
            entry(EventType.PAYMENT_CAPTURED, new PaymentCaptured(PAYMENT, "ch_3NqJ", eur(2500))),
            entry(EventType.PAYMENT_FAILED, new PaymentFailed(PAYMENT, "pi_3NqK", eur(2500))),
            entry(EventType.PAYMENT_VOIDED, new PaymentVoided(PAYMENT, "pi_3NqJ", eur(2500))),
            entry(EventType.PAYMENT_CONTRADICTED, new PaymentContradicted(PAYMENT, eur(2400))),
            entry(EventType.REFUND_ISSUED, new RefundIssued(REFUND, PAYMENT, "pi_3NqJ", "re_3NqJ", eur(1250), true)),
            entry(EventType.ORDER_CREDITED, new OrderCredited(CREDIT, eur(200), A_UNIT, "The box is scratched")),
            entry(
                    EventType.REPLACEMENT_SHIPPED,
                    new ReplacementShipped(REPLACEMENT, RETURN, A_UNIT, "DHL", "JJD0088888")),
            entry(EventType.SHIPMENT_LOST, new ShipmentLost(SHIPMENT, A_UNIT)),
            entry(EventType.SHIPMENT_RETURNED_TO_SENDER, new ShipmentReturnedToSender(SHIPMENT, A_UNIT)),
            entry(
                    EventType.SHIPMENT_CREATED,
                    new ShipmentCreated(SHIPMENT, List.of(new LineQuantity(LINE, 1)), "DHL", "JJD0099999")),
            entry(EventType.SHIPMENT_DELIVERED, new ShipmentDelivered(SHIPMENT, A_UNIT)),
            entry(
                    EventType.RETURN_REQUESTED,
                    new ReturnRequested(RETURN, List.of(new LineQuantity(LINE, 1)), "Too bitter")),
            entry(EventType.RETURN_APPROVED, new ReturnApproved(RETURN)),
            entry(EventType.RETURN_REJECTED, new ReturnRejected(RETURN, "Opened")),
            entry(EventType.RETURN_RECEIVED, new ReturnReceived(RETURN, A_UNIT, ReturnCondition.DAMAGED, eur(1000))),
            entry(EventType.NOTE_ADDED, new NoteAdded(NOTE, "Erika called: leave it with the neighbours.")));

    /** The events that the golden files of retired types are read as. */
    static final Map<String, Event> RETIRED = Map.of(
            "order.placed.v1",
                    new OrderPlaced(
                            "7Q4K-2M9X-C3TB",
                            5,
                            new Owner.Customer("alice"),
                            List.of(new OrderLine(LINE, "COFFEE-1KG", "Coffee beans, 1 kg", 2, eur(1250))),
                            new Totals(1, 2, eur(2500)),
                            HOME,
                            CONTACT,
                            PriceTerms.NONE,
                            new PricedCart(
                                    Currency.getInstance("EUR"),
                                    List.of(new PricedLine(LINE, 2, 1250, 2500, List.of(), null, 2500)),
                                    2500,
                                    0,
                                    null,
                                    List.of(),
                                    null,
                                    2500)),
            "order.refund-issued.v1", new RefundIssued(REFUND, PAYMENT, eur(1250)),
            "order.shipment-delivered.v1", new ShipmentDelivered(SHIPMENT),
            "order.return-received.v1", new ReturnReceived(RETURN, ReturnCondition.DAMAGED, eur(1000)));

    private OrderExamples() {}

    private static UUID id(int last) {
        return new UUID(0x0190f1d27c3e7a10L, 0x8000_0000_0000_0000L + last);
    }

    private static Money eur(long cents) {
        return new Money(cents, Currency.getInstance("EUR"));
    }
}
