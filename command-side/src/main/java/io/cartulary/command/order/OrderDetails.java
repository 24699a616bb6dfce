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
import java.util.function.Consumer;
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
                OrderLines.of(placed),
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

    OrderDetails withOwner(Owner changed) {
        return with(next -> next.owner = changed);
    }

    OrderDetails withAddress(Address changed) {
        return with(next -> next.address = changed);
    }

    OrderDetails withContact(Contact changed) {
        return with(next -> next.contact = changed);
    }

    OrderDetails withConfirmed(boolean changed) {
        return with(next -> next.confirmed = changed);
    }

    OrderDetails shippedOnCredit() {
        return with(next -> next.onCredit = true);
    }

    OrderDetails withLines(OrderLines changed) {
        return with(next -> next.lines = changed);
    }

    OrderDetails withLedger(Ledger changed) {
        return with(next -> next.ledger = changed);
    }

    OrderDetails crediting(Credited credit) {
        return with(next -> next.credits = ImmutableLists.with(credits, credit));
    }

    OrderDetails withShipments(List<Shipment> changed) {
        return with(next -> next.shipments = changed);
    }

    OrderDetails withReturns(List<Return> changed) {
        return with(next -> next.returns = changed);
    }

    OrderDetails noting(UUID note) {
        return with(next -> next.notes = ImmutableLists.with(notes, note));
    }

    private OrderDetails with(Consumer<Fields> change) {
        var next = new Fields(this);
        change.accept(next);
        return new OrderDetails(
                next.owner,
                currency,
                next.address,
                next.contact,
                next.confirmed,
                next.onCredit,
                next.lines,
                next.ledger,
                next.credits,
                next.shipments,
                next.returns,
                next.notes);
    }

    /** The fields of the next state, until it is built. */
    private static final class Fields {

        private Owner owner;
        private Address address;
        private Contact contact;
        private boolean confirmed;
        private boolean onCredit;
        private OrderLines lines;
        private Ledger ledger;
        private List<Credited> credits;
        private List<Shipment> shipments;
        private List<Return> returns;
        private List<UUID> notes;

        Fields(OrderDetails order) {
            owner = order.owner;
            address = order.address;
            contact = order.contact;
            confirmed = order.confirmed;
            onCredit = order.onCredit;
            lines = order.lines;
            ledger = order.ledger;
            credits = order.credits;
            shipments = order.shipments;
            returns = order.returns;
            notes = order.notes;
        }
    }
}
