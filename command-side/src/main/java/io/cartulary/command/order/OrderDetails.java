package io.cartulary.command.order;

import io.cartulary.command.order.OrderLines.Line;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.OrderTerms;
import io.cartulary.contracts.Owner;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * The state of an order that decisions need.
 *
 * @param onCredit whether units were shipped on credit
 * @param notes the ids of its notes: no decision depends on their text
 */
record OrderDetails(
        Owner owner,
        Currency currency,
        Address address,
        Contact contact,
        boolean confirmed,
        boolean onCredit,
        OrderLines lines,
        Ledger ledger,
        List<Credited> credits,
        List<Shipment> shipments,
        List<Return> returns,
        List<UUID> notes) {

    private static final int PARTS_LIKE_AN_ORDINARY_STATE = 10;

    OrderDetails {
        credits = List.copyOf(credits);
        shipments = List.copyOf(shipments);
        returns = List.copyOf(returns);
        notes = List.copyOf(notes);
    }

    /** @param amount in minor units of the order's currency */
    record Credited(UUID id, long amount) {}

    static OrderDetails of(OrderPlaced placed) {
        return new OrderDetails(
                placed.owner(),
                placed.totals().total().currency(),
                placed.address(),
                placed.contact(),
                false,
                false,
                OrderLines.of(placed.lines()),
                Ledger.EMPTY,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** The stage of an order. */
    enum Stage {
        PLACED,
        CONFIRMED,
        PARTIALLY_SHIPPED,
        SHIPPED,
        DELIVERED
    }

    Stage stage() {
        int shipped = lines.units(Line::shipped);
        int ordered = lines.units(Line::quantity);
        if (shipped == 0) {
            return confirmed ? Stage.CONFIRMED : Stage.PLACED;
        }
        if (shipped < ordered) {
            return Stage.PARTIALLY_SHIPPED;
        }
        return lines.units(Line::arrived) < ordered ? Stage.SHIPPED : Stage.DELIVERED;
    }

    boolean isShipped() {
        return lines.units(Line::shipped) > 0;
    }

    /** Whether any unit still needs an address. */
    boolean hasUnshipped() {
        return lines.units(Line::unshipped) > 0;
    }

    /**
     * Whether every unit has arrived, or was lost or sent back and is credited, and no replacement is on its way.
     *
     * @throws ArithmeticException when the sum of the lost units overflows
     */
    boolean isFinished() {
        boolean everything = lines.all().stream().allMatch(line -> line.arrived() + line.lost() >= line.quantity());
        long lost = sum(lines.all().stream().mapToLong(line -> line.price(line.lost())));
        boolean replaced =
                shipments.stream().noneMatch(shipment -> shipment.returnId() != null && shipment.isOnItsWay());
        return everything && lost <= credited() && replaced;
    }

    /**
     * The order's cost, before any payment.
     *
     * @throws ArithmeticException when it overflows
     */
    OrderTerms terms(boolean cancelled) {
        long returned = sum(returns.stream().mapToLong(Return::credit));
        long out = sum(lines.all().stream().mapToLong(line -> line.price(line.shipped())));
        return new OrderTerms(lines.total(), credited(), returned, out, onCredit, cancelled);
    }

    /**
     * The remaining amount that may be credited.
     *
     * @throws ArithmeticException when a sum overflows
     */
    long creditable() {
        return Math.max(0, terms(false).due());
    }

    private long credited() {
        return sum(credits.stream().mapToLong(Credited::amount));
    }

    private static long sum(LongStream amounts) {
        return amounts.reduce(0, Math::addExact);
    }

    Money money(long amount) {
        return new Money(amount, currency);
    }

    int weight() {
        int parts = lines.all().size()
                + ledger.facts().size()
                + credits.size()
                + shipments.size()
                + returns.size()
                + notes.size();
        return 1 + parts / PARTS_LIKE_AN_ORDINARY_STATE;
    }

    OrderDetails confirmed(boolean changed) {
        return new OrderDetails(
                owner, currency, address, contact, changed, onCredit, lines, ledger, credits, shipments, returns,
                notes);
    }

    OrderDetails shippedOnCredit() {
        return new OrderDetails(
                owner, currency, address, contact, confirmed, true, lines, ledger, credits, shipments, returns, notes);
    }

    OrderDetails with(Owner changed) {
        return new OrderDetails(
                changed, currency, address, contact, confirmed, onCredit, lines, ledger, credits, shipments, returns,
                notes);
    }

    OrderDetails with(Address changed) {
        return new OrderDetails(
                owner, currency, changed, contact, confirmed, onCredit, lines, ledger, credits, shipments, returns,
                notes);
    }

    OrderDetails with(Contact changed) {
        return new OrderDetails(
                owner, currency, address, changed, confirmed, onCredit, lines, ledger, credits, shipments, returns,
                notes);
    }

    OrderDetails with(OrderLines changed) {
        return new OrderDetails(
                owner, currency, address, contact, confirmed, onCredit, changed, ledger, credits, shipments, returns,
                notes);
    }

    OrderDetails with(Ledger changed) {
        return new OrderDetails(
                owner, currency, address, contact, confirmed, onCredit, lines, changed, credits, shipments, returns,
                notes);
    }

    OrderDetails crediting(Credited credit) {
        return new OrderDetails(
                owner,
                currency,
                address,
                contact,
                confirmed,
                onCredit,
                lines,
                ledger,
                ImmutableLists.with(credits, credit),
                shipments,
                returns,
                notes);
    }

    OrderDetails withShipments(List<Shipment> changed) {
        return new OrderDetails(
                owner, currency, address, contact, confirmed, onCredit, lines, ledger, credits, changed, returns,
                notes);
    }

    OrderDetails withReturns(List<Return> changed) {
        return new OrderDetails(
                owner, currency, address, contact, confirmed, onCredit, lines, ledger, credits, shipments, changed,
                notes);
    }

    OrderDetails noting(UUID note) {
        return new OrderDetails(
                owner,
                currency,
                address,
                contact,
                confirmed,
                onCredit,
                lines,
                ledger,
                credits,
                shipments,
                returns,
                ImmutableLists.with(notes, note));
    }
}
