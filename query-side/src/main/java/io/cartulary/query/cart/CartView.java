package io.cartulary.query.cart;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.pricing.PriceCalculation;
import io.cartulary.contracts.pricing.PriceableLine;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.view.Versioned;
import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The contents and the state of a cart.
 *
 * @param total what the customer pays: the price of all lines, unless there is a {@code price}
 * @param itemCount the number of units of all lines
 * @param address the delivery address; missing until the shopper enters it
 * @param contact the shopper's contact details; missing until the shopper enters them
 * @param frozenUntil missing unless the cart is frozen; the cart is active again from this instant, without an event
 * @param abandonedAt missing unless the cart is abandoned
 * @param mergedInto the target cart of a merge that runs or is complete; missing in all other cases
 * @param order missing until the cart is ordered
 * @param usedAt when the cart was last used: {@code updatedAt}, unless the last event is an abandonment or a cancelled
 *     merge. Missing in rows of earlier releases
 * @param terms under which the cart is priced; missing for a cart that costs what its lines do
 * @param price what the customer pays under these terms, at the time of the last event or of the question; missing without
 *     terms
 * @param shippingOffered whether goods are sent by the shipping method to the address; missing without a method
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
        @Nullable Address address,
        @Nullable Contact contact,
        @Nullable Instant frozenUntil,
        @Nullable Instant abandonedAt,
        @Nullable UUID mergedInto,
        @Nullable UUID order,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant usedAt,
        @Nullable PriceTerms terms,
        @Nullable PricedCart price,
        @Nullable Boolean shippingOffered)
        implements Versioned {

    @Schema(name = "CartState")
    public enum State {
        ACTIVE,
        /** Accepts no commands until the freeze ends. */
        FROZEN,
        /** Unused for a long time; the next use makes it active again. */
        ABANDONED,
        /** Being merged into another cart. */
        MERGING,
        /** Merged into another cart. */
        MERGED,
        /** Ordered. */
        CHECKED_OUT
    }

    /**
     * Units of one product at one price.
     *
     * @param name the product's name when its first unit was added
     * @param total the price of all units
     */
    @Schema(name = "CartLine")
    public record Line(UUID lineId, String sku, String name, int quantity, Money unitPrice, Money total) {

        static Line of(UUID lineId, String sku, String name, int quantity, Money unitPrice) {
            return new Line(lineId, sku, name, quantity, unitPrice, unitPrice.times(quantity));
        }

        Line with(int units) {
            return of(lineId, sku, name, units, unitPrice);
        }

        Line with(Money price) {
            return of(lineId, sku, name, quantity, price);
        }
    }

    /** The state at the instant, if no event follows. */
    public CartView at(Instant instant) {
        boolean thaws = state == State.FROZEN && frozenUntil != null && !instant.isBefore(frozenUntil);
        boolean isPricedAgain = terms != null && terms.changeWithTime() && order == null;
        if (!thaws && !isPricedAgain) {
            return this;
        }
        var fold = new Fold(this);
        if (thaws) {
            fold.state = State.ACTIVE;
            fold.frozenUntil = null;
        }
        return fold.done(version, updatedAt, isPricedAgain ? instant : updatedAt);
    }

    /** When the cart was last used, as far as it is known. */
    public Instant lastUse() {
        return usedAt == null ? updatedAt : usedAt;
    }

    /**
     * The cart after the next event.
     *
     * @throws RuntimeException when the event can't follow the cart's state
     */
    public static CartView evolve(@Nullable CartView cart, RecordedEvent recorded) {
        var event = (CartEvent) recorded.event();
        Fold fold;
        if (cart == null) {
            fold = new Fold(UUID.fromString(recorded.streamId().rootId()), (CartCreated) event, recorded.at());
        } else {
            fold = new Fold(cart);
            fold.happen(event, recorded.at());
            fold.use(event, cart.lastUse(), recorded.at());
        }
        return fold.done(recorded.version(), recorded.at(), recorded.at());
    }

    /** The mutable form of a cart: it takes a view apart, applies one event and builds the next view. */
    private static final class Fold {

        private final UUID id;
        private final Currency currency;
        private final Instant createdAt;
        private final Map<UUID, Line> lines = new LinkedHashMap<>();
        private State state = State.ACTIVE;
        private Owner owner;
        private @Nullable Address address;
        private @Nullable Contact contact;
        private @Nullable Instant frozenUntil;
        private @Nullable Instant abandonedAt;
        private @Nullable UUID mergedInto;
        private @Nullable UUID order;
        private @Nullable Instant usedAt;
        private @Nullable PriceTerms terms;

        private Fold(UUID id, CartCreated created, Instant at) {
            this.id = id;
            this.currency = created.currency();
            this.createdAt = at;
            this.owner = created.owner();
            this.usedAt = at;
        }

        private Fold(CartView cart) {
            this.id = cart.id();
            this.currency = cart.currency();
            this.createdAt = cart.createdAt();
            cart.lines().forEach(this::put);
            this.state = cart.state();
            this.owner = cart.owner();
            this.address = cart.address();
            this.contact = cart.contact();
            this.frozenUntil = cart.frozenUntil();
            this.abandonedAt = cart.abandonedAt();
            this.mergedInto = cart.mergedInto();
            this.order = cart.order();
            this.usedAt = cart.usedAt();
            this.terms = cart.terms();
        }

        private void happen(CartEvent event, Instant at) {
            terms = PriceTerms.after(terms, event);
            switch (event) {
                case CartCreated _ -> throw new IllegalStateException("a cart can't be created twice");
                case ItemAdded added ->
                    add(Line.of(added.lineId(), added.sku(), added.name(), added.quantity(), added.unitPrice()));
                case ItemQuantityChanged changed ->
                    lines.computeIfPresent(changed.lineId(), (_, line) -> line.with(changed.to()));
                case ItemRemoved removed -> lines.remove(removed.lineId());
                case CartCleared _ -> lines.clear();
                case ItemsRepriced repriced -> repriced.lines().forEach(this::reprice);
                case LinesJoined joined -> joined.lines().forEach(this::join);
                case CartMerged merged -> merge(merged);
                case CartRestored restored -> restore(restored);
                case CartAssigned assigned -> owner = new Owner.Customer(assigned.customerId());
                case ShippingAddressSet set -> address = set.address();
                case ContactSet set -> contact = set.contact();
                case CartTermsSet _, CodeApplied _, CodeRemoved _, CartShippingMethodSet _, ExternalTaxSet _ -> {}
                case CartFrozen frozen -> {
                    state = State.FROZEN;
                    frozenUntil = frozen.until();
                }
                case CartUnfrozen _, CartReactivated _, CartMergeCalledOff _ -> {
                    state = State.ACTIVE;
                    frozenUntil = null;
                    abandonedAt = null;
                    mergedInto = null;
                }
                case CartAbandoned _ -> {
                    state = State.ABANDONED;
                    abandonedAt = at;
                }
                case CartMergeBegun begun -> {
                    state = State.MERGING;
                    mergedInto = begun.targetId();
                }
                case CartMergedInto into -> {
                    state = State.MERGED;
                    mergedInto = into.targetId();
                }
                case CartCheckedOut checkedOut -> {
                    state = State.CHECKED_OUT;
                    order = checkedOut.orderId();
                }
            }
        }

        /** An abandonment or a cancelled merge doesn't count as a use, nor does the thaw before it. */
        private void use(CartEvent event, Instant lastUse, Instant at) {
            usedAt = switch (event) {
                case CartAbandoned(Instant idleSince) -> idleSince.isBefore(lastUse) ? idleSince : lastUse;
                case CartMergeCalledOff _ -> lastUse;
                case ContentsEvent _, LifecycleEvent _ -> at;
            };
        }

        private void put(Line line) {
            lines.put(line.lineId(), line);
        }

        /** Adds units to an existing line, or a new line. */
        private void add(Line news) {
            lines.merge(news.lineId(), news, (line, more) -> line.with(line.quantity() + more.quantity()));
        }

        private void reprice(RepricedLine repriced) {
            lines.computeIfPresent(repriced.lineId(), (_, line) -> line.with(repriced.to()));
        }

        private void join(JoinedLine joined) {
            lines.remove(joined.lineId());
            lines.computeIfPresent(joined.into(), (_, line) -> line.with(line.quantity() + joined.quantity()));
        }

        private void merge(CartMerged merged) {
            for (LineDelta delta : merged.deltas()) {
                add(Line.of(delta.lineId(), delta.sku(), delta.name(), delta.quantity(), delta.unitPrice()));
            }
            lines.values().removeIf(line -> line.quantity() <= 0);
        }

        private void restore(CartRestored restored) {
            lines.clear();
            for (RestoredLine line : restored.lines()) {
                put(Line.of(line.lineId(), line.sku(), line.name(), line.quantity(), line.unitPrice()));
            }
        }

        /** @param pricedAt decides about promotions that begin or end */
        private CartView done(long version, Instant updatedAt, Instant pricedAt) {
            List<Line> all = List.copyOf(lines.values());
            PricedCart price = terms == null ? null : PriceCalculation.of(currency, priceable(all), terms, pricedAt);
            return new CartView(
                    id,
                    version,
                    state,
                    owner,
                    currency,
                    all,
                    price == null
                            ? all.stream().map(Line::total).reduce(Money.zero(currency), Money::plus)
                            : new Money(price.total(), currency),
                    all.stream().mapToInt(Line::quantity).sum(),
                    address,
                    contact,
                    frozenUntil,
                    abandonedAt,
                    mergedInto,
                    order,
                    createdAt,
                    updatedAt,
                    usedAt,
                    terms,
                    price,
                    (terms == null || terms.shipping() == null) ? null : terms.shippingIsOffered());
        }

        /** Products have no tax category and no attributes yet. */
        private static List<PriceableLine> priceable(List<Line> lines) {
            return lines.stream()
                    .map(line -> new PriceableLine(
                            line.lineId(), line.sku(), line.quantity(), line.unitPrice(), null, Map.of()))
                    .toList();
        }
    }
}
