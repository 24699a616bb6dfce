package io.cartulary.command.cart;

import io.cartulary.contracts.CartEvent.ClearedLine;
import io.cartulary.contracts.CartEvent.ItemAdded;
import io.cartulary.contracts.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The lines of a cart, in the order they came in. */
record Lines(List<Line> all) {

    static final Lines NONE = new Lines(List.of());

    Lines {
        all = List.copyOf(all);
    }

    record Line(UUID id, String sku, int quantity, Money unitPrice) {

        Line withQuantity(int units) {
            return new Line(id, sku, units, unitPrice);
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    boolean isFull() {
        return all.size() >= Cart.MAX_LINES;
    }

    Optional<Line> withId(UUID lineId) {
        return all.stream().filter(line -> line.id().equals(lineId)).findFirst();
    }

    /** The line that further units of this product at this price go to. */
    Optional<Line> of(String sku, Money unitPrice) {
        return all.stream()
                .filter(line -> line.sku().equals(sku) && line.unitPrice().equals(unitPrice))
                .findFirst();
    }

    List<ClearedLine> cleared() {
        return all.stream()
                .map(line -> new ClearedLine(line.id(), line.sku(), line.quantity()))
                .toList();
    }

    Lines plus(ItemAdded added) {
        if (withId(added.lineId()).isPresent()) {
            return changing(added.lineId(), line -> line.withQuantity(line.quantity() + added.quantity()));
        }
        var more = new ArrayList<>(all);
        more.add(new Line(added.lineId(), added.sku(), added.quantity(), added.unitPrice()));
        return new Lines(more);
    }

    Lines changing(UUID lineId, UnaryOperator<Line> change) {
        return new Lines(all.stream()
                .map(line -> line.id().equals(lineId) ? change.apply(line) : line)
                .toList());
    }

    Lines without(UUID lineId) {
        return new Lines(all.stream().filter(line -> !line.id().equals(lineId)).toList());
    }
}
