package io.cartulary.command.cart;

import io.cartulary.command.cart.Cart.Open;
import io.cartulary.command.cart.CartLines.Line;
import io.cartulary.command.eventsourcing.Fold;
import io.cartulary.contracts.OrderEvent;
import io.cartulary.contracts.OrderEvent.*;
import io.cartulary.contracts.Owner;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** What a cart can be a copy of: another cart, or an order. */
record CopySource(Owner owner, Currency currency, CartLines lines) {

    /** Only the events that say what is ordered matter here. All other events of an order leave the state as it is. */
    static final Fold<Optional<CopySource>, OrderEvent> OF_ORDER =
            Fold.of(OrderEvent.class, Optional.empty(), CopySource::evolve);

    /** A cart in a final state has no lines: its lines are in its order, or in another cart. */
    static Optional<CopySource> of(Cart cart) {
        return cart instanceof Open open
                ? Optional.of(new CopySource(
                        open.contents().owner(),
                        open.contents().currency(),
                        open.contents().lines()))
                : Optional.empty();
    }

    /**
     * The same number of units of every product that is on sale now in that currency, at its present price: one line
     * for each product.
     */
    List<Line> at(Map<String, Offer> offers, Function<UUID, UUID> newLineId) {
        Map<String, Line> bySku = new LinkedHashMap<>();
        for (Line line : lines.all()) {
            Optional.ofNullable(offers.get(line.sku()))
                    .filter(offer -> offer.isFor(currency))
                    .map(offer -> new Line(
                            newLineId.apply(line.id()), line.sku(), offer.name(), line.quantity(), offer.unitPrice()))
                    .ifPresent(copy -> bySku.merge(
                            copy.sku(), copy, (one, more) -> one.withQuantity(one.quantity() + more.quantity())));
        }
        return bySku.values().stream()
                .map(line -> line.withQuantity(Math.min(line.quantity(), Cart.MAX_QUANTITY)))
                .limit(Cart.MAX_LINES)
                .toList();
    }

    Set<String> skus() {
        return lines.skus();
    }

    private static Optional<CopySource> evolve(Optional<CopySource> original, OrderEvent event) {
        if (event instanceof OrderPlaced placed) {
            return Optional.of(new CopySource(
                    placed.owner(),
                    placed.totals().total().currency(),
                    new CartLines(placed.lines().stream().map(CopySource::line).toList())));
        }
        return event instanceof OrderEdited edited
                ? original.map(order -> new CopySource(
                        order.owner(), order.currency(), order.lines().after(edited)))
                : original;
    }

    private static Line line(OrderLine line) {
        return new Line(line.lineId(), line.sku(), line.name(), line.quantity(), line.unitPrice());
    }
}
