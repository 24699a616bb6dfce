package io.cartulary.query.cart;

import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.CartCleared;
import io.cartulary.contracts.CartEvent.CartCreated;
import io.cartulary.contracts.CartEvent.ItemAdded;
import io.cartulary.contracts.CartEvent.ItemQuantityChanged;
import io.cartulary.contracts.CartEvent.ItemRemoved;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.query.projection.Versioned;
import io.cartulary.query.timeline.Recorded;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
        ACTIVE
    }

    /**
     * Units of one product at one price.
     *
     * @param name as the product was called when its first unit was put in
     * @param total the price of all units
     */
    public record Line(UUID lineId, String sku, String name, int quantity, Money unitPrice, Money total) {

        private static Line of(ItemAdded added) {
            return new Line(
                    added.lineId(),
                    added.sku(),
                    added.name(),
                    added.quantity(),
                    added.unitPrice(),
                    added.unitPrice().times(added.quantity()));
        }

        private Line with(int quantity) {
            return new Line(lineId, sku, name, quantity, unitPrice, unitPrice.times(quantity));
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
            case ItemAdded added -> cart.having(cart.adding(added), recorded);
            case ItemQuantityChanged changed -> cart.having(cart.changing(changed.lineId(), changed.to()), recorded);
            case ItemRemoved removed -> cart.having(cart.without(removed.lineId()), recorded);
            case CartCleared _ -> cart.having(List.of(), recorded);
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

    private CartView having(List<Line> lines, Recorded recorded) {
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

    private List<Line> adding(ItemAdded added) {
        return line(added.lineId())
                .map(line -> changing(line.lineId(), line.quantity() + added.quantity()))
                .orElseGet(() ->
                        Stream.concat(lines.stream(), Stream.of(Line.of(added))).toList());
    }

    private List<Line> changing(UUID lineId, int quantity) {
        return lines.stream()
                .map(line -> line.lineId().equals(lineId) ? line.with(quantity) : line)
                .toList();
    }

    private List<Line> without(UUID lineId) {
        return lines.stream().filter(line -> !line.lineId().equals(lineId)).toList();
    }

    private Optional<Line> line(UUID lineId) {
        return lines.stream().filter(line -> line.lineId().equals(lineId)).findFirst();
    }
}
