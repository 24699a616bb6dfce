package io.cartulary.query.cart;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.query.cart.CartView.Line;
import io.cartulary.query.cart.CartView.State;
import io.cartulary.query.timeline.RecordedEvent;
import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The mutable form of a cart during one fold: it takes the view apart, applies one event and builds the next view. Only
 * {@link #fold} uses it.
 */
final class CartFold {

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
    private Instant usedAt;

    private CartFold(UUID id, CartCreated created, Instant at) {
        this.id = id;
        this.currency = created.currency();
        this.createdAt = at;
        this.owner = created.owner();
        this.usedAt = at;
    }

    private CartFold(CartView cart) {
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
        this.usedAt = cart.lastUse();
    }

    /** @throws RuntimeException when the event can't follow the cart's state */
    static CartView fold(@Nullable CartView cart, RecordedEvent recorded) {
        var event = (CartEvent) recorded.event();
        CartFold fold;
        if (cart == null) {
            fold = new CartFold(UUID.fromString(recorded.streamId().rootId()), (CartCreated) event, recorded.at());
        } else {
            fold = new CartFold(cart);
            fold.happen(event, recorded.at());
            fold.use(event, recorded.at());
        }
        return fold.done(recorded);
    }

    private void happen(CartEvent event, Instant at) {
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
    private void use(CartEvent event, Instant at) {
        if (event instanceof CartAbandoned(Instant idleSince)) {
            usedAt = idleSince.isBefore(usedAt) ? idleSince : usedAt;
        } else if (!(event instanceof CartMergeCalledOff)) {
            usedAt = at;
        }
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

    private CartView done(RecordedEvent recorded) {
        List<Line> all = List.copyOf(lines.values());
        return new CartView(
                id,
                recorded.version(),
                state,
                owner,
                currency,
                all,
                all.stream().map(Line::total).reduce(Money.zero(currency), Money::plus),
                all.stream().mapToInt(Line::quantity).sum(),
                address,
                contact,
                frozenUntil,
                abandonedAt,
                mergedInto,
                order,
                createdAt,
                recorded.at(),
                usedAt);
    }
}
