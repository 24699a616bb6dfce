package io.cartulary.query.cart;

import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.CartAbandoned;
import io.cartulary.contracts.CartEvent.CartAssigned;
import io.cartulary.contracts.CartEvent.CartCheckedOut;
import io.cartulary.contracts.CartEvent.CartCleared;
import io.cartulary.contracts.CartEvent.CartCreated;
import io.cartulary.contracts.CartEvent.CartFrozen;
import io.cartulary.contracts.CartEvent.CartMergeBegun;
import io.cartulary.contracts.CartEvent.CartMergeCalledOff;
import io.cartulary.contracts.CartEvent.CartMerged;
import io.cartulary.contracts.CartEvent.CartMergedInto;
import io.cartulary.contracts.CartEvent.CartReactivated;
import io.cartulary.contracts.CartEvent.CartRestored;
import io.cartulary.contracts.CartEvent.CartUnfrozen;
import io.cartulary.contracts.CartEvent.ContactSet;
import io.cartulary.contracts.CartEvent.ItemAdded;
import io.cartulary.contracts.CartEvent.ItemQuantityChanged;
import io.cartulary.contracts.CartEvent.ItemRemoved;
import io.cartulary.contracts.CartEvent.ItemsRepriced;
import io.cartulary.contracts.CartEvent.LineDelta;
import io.cartulary.contracts.CartEvent.RepricedLine;
import io.cartulary.contracts.CartEvent.RestoredLine;
import io.cartulary.contracts.CartEvent.ShippingAddressSet;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.query.projection.Versioned;
import io.cartulary.query.timeline.Recorded;
import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is in a cart.
 *
 * @param total of all lines
 * @param itemCount how many units, all lines together
 */
public record CartView(
        UUID id,
        long version,
        State state,
        Owner owner,
        Currency currency,
        List<Line> lines,
        Money total,
        int itemCount,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    public enum State {
        ACTIVE,
        /** Takes no wishes until its time is over. */
        FROZEN,
        /** Nobody has acted on it for long; who does makes it active again. */
        ABANDONED,
        /** About to go into another cart. */
        MERGING,
        /** Gone into another cart. */
        MERGED,
        /** Ordered. */
        CHECKED_OUT
    }

    /**
     * Units of one product at one price.
     *
     * @param name as the product was called when its first unit was put in
     * @param total the price of all units
     */
    public record Line(UUID lineId, String sku, String name, int quantity, Money unitPrice, Money total) {

        private static Line of(ItemAdded added) {
            return of(added.lineId(), added.sku(), added.name(), added.quantity(), added.unitPrice());
        }

        private static Line of(LineDelta delta) {
            return of(delta.lineId(), delta.sku(), delta.name(), delta.quantity(), delta.unitPrice());
        }

        private static Line of(RestoredLine line) {
            return of(line.lineId(), line.sku(), line.name(), line.quantity(), line.unitPrice());
        }

        private static Line of(UUID lineId, String sku, String name, int quantity, Money unitPrice) {
            return new Line(lineId, sku, name, quantity, unitPrice, unitPrice.times(quantity));
        }

        private Line with(int units) {
            return of(lineId, sku, name, units, unitPrice);
        }

        private Line with(Money price) {
            return of(lineId, sku, name, quantity, price);
        }
    }

    /** The cart after one more event. */
    static CartView evolve(@Nullable CartView cart, Recorded recorded) {
        CartEvent event = (CartEvent) recorded.event();
        if (cart == null) {
            return created((CartCreated) event, recorded);
        }
        return switch (event) {
            case CartCreated _ -> throw new IllegalStateException("a cart can't be created twice");
            case ItemAdded added -> cart.having(cart.plus(Line.of(added)), recorded);
            case ItemQuantityChanged changed ->
                cart.having(cart.changing(changed.lineId(), line -> line.with(changed.to())), recorded);
            case ItemRemoved removed -> cart.having(cart.without(removed.lineId()), recorded);
            case CartCleared _ -> cart.having(List.of(), recorded);
            case ItemsRepriced repriced -> cart.having(cart.repriced(repriced), recorded);
            case CartMerged merged -> cart.having(cart.merged(merged), recorded);
            case CartRestored restored ->
                cart.having(restored.lines().stream().map(Line::of).toList(), recorded);
            case CartAssigned assigned -> cart.of(new Owner.Customer(assigned.customerId()), recorded);
            case CartFrozen _ -> cart.in(State.FROZEN, recorded);
            case CartAbandoned _ -> cart.in(State.ABANDONED, recorded);
            case CartMergeBegun _ -> cart.in(State.MERGING, recorded);
            case CartMergedInto _ -> cart.in(State.MERGED, recorded);
            case CartCheckedOut _ -> cart.in(State.CHECKED_OUT, recorded);
            case ShippingAddressSet _, ContactSet _ -> cart.having(cart.lines(), recorded);
            case CartUnfrozen _, CartReactivated _, CartMergeCalledOff _ -> cart.in(State.ACTIVE, recorded);
        };
    }

    private static CartView created(CartCreated created, Recorded recorded) {
        return new CartView(
                UUID.fromString(recorded.streamId().rootId()),
                recorded.version(),
                State.ACTIVE,
                created.owner(),
                created.currency(),
                List.of(),
                Money.zero(created.currency()),
                0,
                recorded.at(),
                recorded.at());
    }

    private CartView in(State next, Recorded recorded) {
        return with(next, owner, lines, recorded);
    }

    private CartView of(Owner other, Recorded recorded) {
        return with(state, other, lines, recorded);
    }

    private CartView having(List<Line> changed, Recorded recorded) {
        return with(state, owner, changed, recorded);
    }

    private CartView with(State state, Owner owner, List<Line> lines, Recorded recorded) {
        return new CartView(
                id,
                recorded.version(),
                state,
                owner,
                currency,
                lines,
                lines.stream().map(Line::total).reduce(Money.zero(currency), Money::plus),
                lines.stream().mapToInt(Line::quantity).sum(),
                createdAt,
                recorded.at());
    }

    /** Units of a line that is there, or a new line. */
    private List<Line> plus(Line news) {
        return lines.stream().anyMatch(line -> line.lineId().equals(news.lineId()))
                ? changing(news.lineId(), line -> line.with(line.quantity() + news.quantity()))
                : Stream.concat(lines.stream(), Stream.of(news)).toList();
    }

    private List<Line> merged(CartMerged merged) {
        var byId = new LinkedHashMap<UUID, Line>();
        lines.forEach(line -> byId.put(line.lineId(), line));
        merged.deltas().stream()
                .map(Line::of)
                .forEach(news ->
                        byId.merge(news.lineId(), news, (line, more) -> line.with(line.quantity() + more.quantity())));
        return byId.values().stream().filter(line -> line.quantity() > 0).toList();
    }

    private List<Line> repriced(ItemsRepriced repriced) {
        Map<UUID, Money> prices =
                repriced.lines().stream().collect(Collectors.toMap(RepricedLine::lineId, RepricedLine::to));
        return lines.stream()
                .map(line -> line.with(prices.getOrDefault(line.lineId(), line.unitPrice())))
                .toList();
    }

    private List<Line> changing(UUID lineId, UnaryOperator<Line> change) {
        return lines.stream()
                .map(line -> line.lineId().equals(lineId) ? change.apply(line) : line)
                .toList();
    }

    private List<Line> without(UUID lineId) {
        return lines.stream().filter(line -> !line.lineId().equals(lineId)).toList();
    }
}
