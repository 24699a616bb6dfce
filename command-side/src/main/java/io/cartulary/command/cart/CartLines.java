package io.cartulary.command.cart;

import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.OrderEdited;
import io.cartulary.contracts.Totals;
import io.cartulary.contracts.pricing.PriceableLine;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines of a cart, in the order in which they were added. */
record CartLines(List<Line> all) {

    static final CartLines NONE = new CartLines(List.of());

    CartLines {
        all = List.copyOf(all);
    }

    record Line(UUID id, String sku, String name, int quantity, Money unitPrice) {

        Line withQuantity(int units) {
            return new Line(id, sku, name, units, unitPrice);
        }

        Line withPrice(Money price) {
            return new Line(id, sku, name, quantity, price);
        }

        /** The repricing to that price; empty when the line has that price already. */
        Stream<RepricedLine> repriced(Money price) {
            return price.equals(unitPrice) ? Stream.empty() : Stream.of(new RepricedLine(id, unitPrice, price));
        }

        RestoredLine restored() {
            return new RestoredLine(id, sku, name, quantity, unitPrice);
        }
    }

    static CartLines of(CartRestored restored) {
        return new CartLines(restored.lines().stream()
                .map(line -> new Line(line.lineId(), line.sku(), line.name(), line.quantity(), line.unitPrice()))
                .toList());
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

    /**
     * Can't overflow: the price of a unit, the units of a line and the lines of a cart are bounded, see
     * {@link Offer#MAX_PRICE}.
     */
    Totals totals(Currency currency) {
        return new Totals(
                all.size(),
                all.stream().mapToInt(Line::quantity).sum(),
                all.stream()
                        .map(line -> line.unitPrice().times(line.quantity()))
                        .reduce(Money.zero(currency), Money::plus));
    }

    /** The lines as their price is calculated: products have no tax category and no attributes yet. */
    List<PriceableLine> priceable() {
        return all.stream()
                .map(line ->
                        new PriceableLine(line.id(), line.sku(), line.quantity(), line.unitPrice(), null, Map.of()))
                .toList();
    }

    /** The line that takes further units of this product at this price. */
    Optional<Line> of(String sku, Money unitPrice) {
        return all.stream()
                .filter(line -> line.sku().equals(sku) && line.unitPrice().equals(unitPrice))
                .findFirst();
    }

    List<Line> ofSku(String sku) {
        return all.stream().filter(line -> line.sku().equals(sku)).toList();
    }

    /** The number of units of a product, over all its lines. */
    int units(String sku) {
        return ofSku(sku).stream().mapToInt(Line::quantity).sum();
    }

    /**
     * The event that joins the lines of the same product at the same price; empty when there are none.
     *
     * @param before the lines before: a line that had its price then takes the units of the others, otherwise the first
     * line does
     */
    Optional<LinesJoined> joining(CartLines before) {
        Map<ProductAtPrice, List<Line>> groups = all.stream()
                .collect(Collectors.groupingBy(ProductAtPrice::of, LinkedHashMap::new, Collectors.toList()));
        List<JoinedLine> joined = groups.values().stream()
                .filter(group -> group.size() > 1)
                .flatMap(group -> {
                    Line stays = group.stream().filter(before::has).findFirst().orElseGet(group::getFirst);
                    return group.stream()
                            .filter(line -> !line.equals(stays))
                            .map(line -> new JoinedLine(line.id(), stays.id(), line.sku(), line.quantity()));
                })
                .toList();
        return joined.isEmpty() ? Optional.empty() : Optional.of(new LinesJoined(joined));
    }

    private boolean has(Line line) {
        return withId(line.id())
                .filter(mine -> mine.unitPrice().equals(line.unitPrice()))
                .isPresent();
    }

    private record ProductAtPrice(String sku, Money unitPrice) {

        static ProductAtPrice of(Line line) {
            return new ProductAtPrice(line.sku(), line.unitPrice());
        }
    }

    List<ClearedLine> cleared() {
        return all.stream()
                .map(line -> new ClearedLine(line.id(), line.sku(), line.quantity()))
                .toList();
    }

    CartLines plus(ItemAdded added) {
        if (withId(added.lineId()).isPresent()) {
            return changing(added.lineId(), line -> line.withQuantity(line.quantity() + added.quantity()));
        }
        var more = new ArrayList<>(all);
        more.add(new Line(added.lineId(), added.sku(), added.name(), added.quantity(), added.unitPrice()));
        return new CartLines(more);
    }

    CartLines after(CartMerged merged) {
        var byId = new LinkedHashMap<UUID, Line>();
        all.forEach(line -> byId.put(line.id(), line));
        for (LineDelta delta : merged.deltas()) {
            byId.merge(
                    delta.lineId(),
                    new Line(delta.lineId(), delta.sku(), delta.name(), delta.quantity(), delta.unitPrice()),
                    (present, news) -> present.withQuantity(present.quantity() + news.quantity()));
        }
        return new CartLines(
                byId.values().stream().filter(line -> line.quantity() > 0).toList());
    }

    CartLines after(OrderEdited edited) {
        var byId = new LinkedHashMap<UUID, Line>();
        all.forEach(line -> byId.put(line.id(), line));
        edited.deltas()
                .forEach(delta -> byId.put(
                        delta.lineId(),
                        new Line(delta.lineId(), delta.sku(), delta.name(), delta.to(), delta.unitPrice())));
        return new CartLines(
                byId.values().stream().filter(line -> line.quantity() > 0).toList());
    }

    Set<String> skus() {
        return all.stream().map(Line::sku).collect(Collectors.toSet());
    }

    CartLines after(ItemsRepriced repriced) {
        Map<UUID, Money> prices = repriced.lines().stream()
                .collect(Collectors.toMap(RepricedLine::lineId, RepricedLine::to, (_, last) -> last));
        return new CartLines(all.stream()
                .map(line -> line.withPrice(prices.getOrDefault(line.id(), line.unitPrice())))
                .toList());
    }

    CartLines after(LinesJoined joined) {
        Map<UUID, Integer> more = joined.lines().stream()
                .collect(Collectors.groupingBy(JoinedLine::into, Collectors.summingInt(JoinedLine::quantity)));
        Set<UUID> gone = joined.lines().stream().map(JoinedLine::lineId).collect(Collectors.toSet());
        return new CartLines(all.stream()
                .filter(line -> !gone.contains(line.id()))
                .map(line -> line.withQuantity(line.quantity() + more.getOrDefault(line.id(), 0)))
                .toList());
    }

    CartLines changing(UUID lineId, UnaryOperator<Line> change) {
        return new CartLines(all.stream()
                .map(line -> line.id().equals(lineId) ? change.apply(line) : line)
                .toList());
    }

    CartLines without(UUID lineId) {
        return new CartLines(
                all.stream().filter(line -> !line.id().equals(lineId)).toList());
    }
}
