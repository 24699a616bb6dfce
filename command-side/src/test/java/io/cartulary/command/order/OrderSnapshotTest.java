package io.cartulary.command.order;

import static io.cartulary.command.order.Examples.PLACED;
import static io.cartulary.command.order.Examples.TEA;
import static io.cartulary.command.order.Examples.TOTAL;
import static io.cartulary.command.order.Examples.coffees;
import static io.cartulary.command.order.Examples.eur;
import static io.cartulary.command.order.Examples.id;
import static io.cartulary.command.order.Examples.shipment;
import static io.cartulary.command.order.Examples.teas;

import io.cartulary.command.eventlog.SnapshotSpecification;
import io.cartulary.command.eventsourcing.DeciderSpecification;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.ReturnCondition;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderSnapshotTest {

    private final SnapshotSpecification<Order, OrderEvent> snapshots = new SnapshotSpecification<>(Order.DECIDER);
    private final DeciderSpecification<Order, OrderCommand, OrderEvent> order =
            new DeciderSpecification<>(Order.DECIDER);

    @Test
    void an_order_looks_in_snapshots_as_approved() throws IOException {
        snapshots.thenTheSnapshotIsAsApproved(order.given(
                        PLACED,
                        new PaymentAuthorized(id(1), "pi_1", "txn_1", eur(TOTAL)),
                        new OrderConfirmed(),
                        new OrderEdited(
                                List.of(new EditedLine(TEA, "TEA", "Tea", 1, 2, eur(300))),
                                eur(TOTAL),
                                eur(TOTAL + 300),
                                eur(TOTAL + 300)),
                        shipment(id(10), coffees(2)),
                        new PaymentCaptured(id(2), "pi_1", eur(TOTAL)),
                        new PaymentContradicted(id(2), eur(TOTAL - 1)),
                        new ShipmentDelivered(id(10)),
                        new ReturnRequested(id(20), List.of(coffees(1)), "too bitter"),
                        new ReturnApproved(id(20)),
                        new ReturnReceived(id(20), ReturnCondition.DAMAGED, eur(1000)),
                        new RefundIssued(id(3), id(2), eur(1000)),
                        new OrderCredited(id(4), eur(300), List.of(teas(1)), "scratched"),
                        shipment(id(11), teas(1)),
                        new ShipmentLost(id(11), List.of(teas(1))),
                        new NoteAdded(id(30), "called"))
                .state());
    }

    @Test
    void every_state_of_an_order_is_read_as_it_was_written() {
        snapshots.thenItIsReadAsItWasWritten(List.of(
                order.given().state(),
                order.given(PLACED).state(),
                order.given(PLACED, new OrderHeld("fraud?")).state(),
                order.given(PLACED, new OrderCancelled("changed my mind")).state(),
                order.given(PLACED, new OrderCompleted()).state()));
    }
}
