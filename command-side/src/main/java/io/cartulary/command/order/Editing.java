package io.cartulary.command.order;

import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;
import static io.cartulary.command.order.OrderRejection.*;

import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.order.Order.*;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.OrderLines.Line;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.EditedLine;
import io.cartulary.contracts.OrderEvent.OrderEdited;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes the lines of an order. A line keeps the price it was ordered at; a new line gets the register's present
 * price.
 */
final class Editing {

    private Editing() {}

    static Decision<OrderEvent> decide(Known order, Edit edit) {
        return switch (order) {
            case Cancelled _ -> reject(ORDER_CANCELLED);
            case Completed _ -> reject(ORDER_COMPLETED);
            case Open _, Held _ -> edit(order, edit.lines(), edit.expectedTotal());
        };
    }

    private static Decision<OrderEvent> edit(Known known, List<LineEdit> edits, @Nullable Money expectedTotal) {
        OrderDetails order = known.details();
        Optional<OrderRejection> objection = objection(order, edits);
        if (objection.isPresent()) {
            return reject(objection.get());
        }
        List<EditedLine> deltas = deltas(order, edits);
        OrderLines after = order.lines().edited(deltas);
        if (after.all().isEmpty()) {
            return reject(NOTHING_LEFT);
        }
        if (after.all().size() > Order.MAX_LINES) {
            return reject(ORDER_FULL);
        }
        if (expectedTotal != null && !expectedTotal.equals(order.money(after.total()))) {
            return reject(TOTAL_DIFFERS);
        }
        return deltas.isEmpty() ? noChange() : accept(edited(known, deltas, after));
    }

    /** The answer to an edit that changes nothing. */
    static OrderEdited unchanged(Known order) {
        return edited(order, List.of(), order.details().lines());
    }

    private static OrderEdited edited(Known order, List<EditedLine> deltas, OrderLines after) {
        OrderDetails before = order.details();
        return new OrderEdited(
                deltas,
                before.money(before.lines().total()),
                before.money(after.total()),
                before.money(order.with(before.withLines(after)).money().balance()));
    }

    private static Optional<OrderRejection> objection(OrderDetails order, List<LineEdit> edits) {
        if (edits.isEmpty()) {
            return Optional.of(NO_LINES);
        }
        if (edits.stream().map(LineEdit::lineId).distinct().count() < edits.size()) {
            return Optional.of(LINE_NAMED_TWICE);
        }
        Map<UUID, Line> lines = order.lines().byId();
        return edits.stream()
                .flatMap(edit -> objection(order, lines.get(edit.lineId()), edit).stream())
                .findFirst();
    }

    private static Optional<OrderRejection> objection(OrderDetails order, @Nullable Line line, LineEdit edit) {
        if (edit.quantity() < 0 || edit.quantity() > Order.MAX_QUANTITY) {
            return Optional.of(QUANTITY_OUT_OF_RANGE);
        }
        return switch (edit) {
            case ChangedLine change -> objection(line, change);
            case AddedLine _ when line != null -> Optional.empty();
            case AddedLine added -> objection(order, added);
        };
    }

    private static Optional<OrderRejection> objection(@Nullable Line line, ChangedLine change) {
        if (line == null) {
            return change.quantity() == 0 ? Optional.empty() : Optional.of(NO_SUCH_LINE);
        }
        return change.quantity() < line.shipped() ? Optional.of(FEWER_THAN_SHIPPED) : Optional.empty();
    }

    private static Optional<OrderRejection> objection(OrderDetails order, AddedLine added) {
        if (added.quantity() == 0) {
            return Optional.of(QUANTITY_OUT_OF_RANGE);
        }
        Offer offer = added.offer();
        if (offer == null) {
            return Optional.of(PRODUCT_NOT_LISTED);
        }
        return offer.unitPrice().currency().equals(order.currency())
                ? Optional.empty()
                : Optional.of(CURRENCY_MISMATCH);
    }

    /** Only the changes: a line that this command has added earlier is not one. */
    private static List<EditedLine> deltas(OrderDetails order, List<LineEdit> edits) {
        Map<UUID, Line> lines = order.lines().byId();
        return edits.stream()
                .flatMap(edit -> delta(lines.get(edit.lineId()), edit).stream())
                .toList();
    }

    private static Optional<EditedLine> delta(@Nullable Line line, LineEdit edit) {
        return switch (edit) {
            case ChangedLine change
            when line != null && change.quantity() != line.quantity() ->
                Optional.of(new EditedLine(
                        line.id(), line.sku(), line.name(), line.quantity(), change.quantity(), line.unitPrice()));
            case AddedLine(UUID id, String sku, int quantity, @Nullable Offer offer)
            when line == null && offer != null ->
                Optional.of(new EditedLine(id, sku, offer.name(), 0, quantity, offer.unitPrice()));
            case ChangedLine _, AddedLine _ -> Optional.empty();
        };
    }
}
