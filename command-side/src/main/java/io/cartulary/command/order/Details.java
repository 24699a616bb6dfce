package io.cartulary.command.order;

import io.cartulary.command.order.Lines.Line;
import io.cartulary.contracts.Address;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.Owner;
import java.util.Currency;
import java.util.List;
import java.util.UUID;

/**
 * What there is to know of an order.
 *
 * @param notes the ids of its notes: their text is nothing a decision hangs on
 */
record Details(
        Owner owner,
        Currency currency,
        Address address,
        Contact contact,
        boolean confirmed,
        Lines lines,
        Ledger ledger,
        List<Shipment> shipments,
        List<Return> returns,
        List<UUID> notes) {

    private static final int PARTS_LIKE_AN_ORDINARY_STATE = 10;

    Details {
        shipments = List.copyOf(shipments);
        returns = List.copyOf(returns);
        notes = List.copyOf(notes);
    }

    static Details of(OrderPlaced placed) {
        return new Details(
                placed.owner(),
                placed.totals().total().currency(),
                placed.address(),
                placed.contact(),
                false,
                Lines.of(placed.lines()),
                Ledger.EMPTY,
                List.of(),
                List.of(),
                List.of());
    }

    /** How far an order has come. */
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
        return lines.units(Line::delivered) < ordered ? Stage.SHIPPED : Stage.DELIVERED;
    }

    boolean isShipped() {
        return lines.units(Line::shipped) > 0;
    }

    /**
     * What is still open: the total, less what the customer is credited for what came back, less what was captured and
     * not refunded. Positive, the customer owes it; negative, the shop does.
     *
     * @param total of the order; an edit tries another than the present one
     * @throws ArithmeticException when no amount can hold it
     */
    long balance(long total) {
        long credited = returns.stream().mapToLong(Return::credit).reduce(0, Math::addExact);
        long paid = Math.subtractExact(ledger.captured(), ledger.refunded());
        return Math.subtractExact(Math.subtractExact(total, credited), paid);
    }

    Money money(long amount) {
        return new Money(amount, currency);
    }

    int weight() {
        int parts = lines.all().size()
                + ledger.payments().size()
                + ledger.refunds().size()
                + shipments.size()
                + returns.size()
                + notes.size();
        return 1 + parts / PARTS_LIKE_AN_ORDINARY_STATE;
    }

    Details confirming() {
        return new Details(owner, currency, address, contact, true, lines, ledger, shipments, returns, notes);
    }

    Details with(Address changed) {
        return new Details(owner, currency, changed, contact, confirmed, lines, ledger, shipments, returns, notes);
    }

    Details with(Contact changed) {
        return new Details(owner, currency, address, changed, confirmed, lines, ledger, shipments, returns, notes);
    }

    Details with(Lines changed) {
        return new Details(owner, currency, address, contact, confirmed, changed, ledger, shipments, returns, notes);
    }

    Details with(Ledger changed) {
        return new Details(owner, currency, address, contact, confirmed, lines, changed, shipments, returns, notes);
    }

    Details withShipments(List<Shipment> changed) {
        return new Details(owner, currency, address, contact, confirmed, lines, ledger, changed, returns, notes);
    }

    Details withReturns(List<Return> changed) {
        return new Details(owner, currency, address, contact, confirmed, lines, ledger, shipments, changed, notes);
    }

    Details noting(UUID note) {
        return new Details(
                owner,
                currency,
                address,
                contact,
                confirmed,
                lines,
                ledger,
                shipments,
                returns,
                Lists.with(notes, note));
    }
}
