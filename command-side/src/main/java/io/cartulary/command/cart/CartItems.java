package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.*;
import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.cart.CartLines.Line;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.DecisionContext;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.pricing.PriceSelection;
import io.cartulary.contracts.pricing.PriceSelection.Selected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cart before checkout: its items, their quantities and their prices. */
final class CartItems {

    private CartItems() {}

    static Decision<CartEvent> create(Create create, DecisionContext context) {
        var events = new ArrayList<CartEvent>();
        var created = new CartCreated(create.owner(), create.currency(), create.origin());
        events.add(created);
        for (Line line : create.lines()) {
            events.add(new ItemAdded(
                    line.id(), line.sku(), line.name(), line.quantity(), line.unitPrice(), line.product()));
        }
        CartContents after = CartContents.of(created).after(events.subList(1, events.size()));
        PriceRules.termsSet(after, create.present(), context).forEach(events::add);
        return accept(events);
    }

    static Decision<CartEvent> add(CartContents cart, AddItem add, DecisionContext context) {
        CartLines lines = cart.lines();
        Offer offer = add.offer();
        if (lines.withId(add.lineId()).isPresent()) {
            return noChange();
        }
        if (add.quantity() < 1 || add.quantity() > Cart.MAX_QUANTITY) {
            return reject(QUANTITY_OUT_OF_RANGE);
        }
        if (offer == null) {
            return reject(PRODUCT_NOT_LISTED);
        }
        Optional<Selected> found = offer.selected(cart.selection(context));
        if (found.isEmpty()) {
            return reject(CURRENCY_MISMATCH);
        }
        Selected selected = found.get();
        Money unitPrice = selected.unitPrice();
        if (!Offer.isWithinBounds(unitPrice)) {
            return reject(PRICE_TOO_HIGH);
        }
        Optional<Line> grown = lines.of(add.sku(), unitPrice)
                .or(() -> lines.ofSku(add.sku()).stream().findFirst());
        if (grown.isEmpty() && lines.isFull()) {
            return reject(CART_FULL);
        }
        if (lines.units(add.sku()) + add.quantity() > Cart.MAX_QUANTITY) {
            return reject(LINE_FULL);
        }
        UUID lineId = grown.map(Line::id).orElse(add.lineId());
        return unlessTooMany(
                cart,
                joining(
                        cart,
                        repricing(grown.stream().flatMap(line -> line.repriced(selected))),
                        Stream.of(new ItemAdded(
                                lineId, add.sku(), offer.name(), add.quantity(), unitPrice, selected.terms()))));
    }

    /** The decision, if the cart can have the lines that it leads to. */
    private static Decision<CartEvent> unlessTooMany(CartContents cart, Decision<CartEvent> decision) {
        return decision instanceof Decision.Accepted<CartEvent> accepted
                        && cart.after(accepted.events()).lines().areTooMany()
                ? reject(CART_FULL)
                : decision;
    }

    static Decision<CartEvent> change(CartContents cart, ChangeQuantity change, DecisionContext context) {
        if (change.quantity() < 0 || change.quantity() > Cart.MAX_QUANTITY) {
            return reject(QUANTITY_OUT_OF_RANGE);
        }
        if (change.quantity() == 0) {
            return remove(cart, change.lineId());
        }
        return cart.lines()
                .withId(change.lineId())
                .map(line -> change(cart, line, change, context))
                .orElseGet(() -> reject(NO_SUCH_LINE));
    }

    /** A line with fewer units keeps its price. A line with more units gets the present price for all its units. */
    private static Decision<CartEvent> change(
            CartContents cart, Line line, ChangeQuantity change, DecisionContext context) {
        int before = line.quantity();
        int after = change.quantity();
        if (after == before) {
            return noChange();
        }
        var changed = new ItemQuantityChanged(line.id(), before, after);
        if (after < before) {
            return accept(changed);
        }
        @Nullable Offer offer = change.offer();
        if (offer == null) {
            return reject(PRODUCT_NOT_LISTED);
        }
        Optional<Selected> selected = offer.selected(cart.selection(context));
        if (selected.isEmpty()) {
            return reject(CURRENCY_MISMATCH);
        }
        if (!Offer.isWithinBounds(selected.get().unitPrice())) {
            return reject(PRICE_TOO_HIGH);
        }
        if (cart.lines().units(line.sku()) - before + after > Cart.MAX_QUANTITY) {
            return reject(LINE_FULL);
        }
        return line.isAt(selected.get())
                ? accept(changed)
                : unlessTooMany(cart, joining(cart, repricing(line.repriced(selected.get())), Stream.of(changed)));
    }

    static Decision<CartEvent> remove(CartContents cart, UUID lineId) {
        return cart.lines()
                .withId(lineId)
                .map(line -> Decision.<CartEvent>accept(new ItemRemoved(line.id(), line.sku(), line.quantity())))
                .orElseGet(Decision::noChange);
    }

    static Decision<CartEvent> clear(CartContents cart) {
        return cart.lines().isEmpty()
                ? noChange()
                : accept(new CartCleared(cart.lines().cleared()));
    }

    /**
     * A product that is no longer on sale, or is on sale in another currency, keeps its price: the shopper may remove
     * it.
     */
    static Decision<CartEvent> reprice(CartContents cart, Reprice reprice, DecisionContext context) {
        PriceSelection selection = cart.selection(context);
        return joining(
                cart,
                repricing(cart.lines().all().stream()
                        .flatMap(line -> Optional.ofNullable(reprice.offers().get(line.sku()))
                                .flatMap(offer -> offer.acceptable(selection))
                                .stream()
                                .flatMap(line::repriced))),
                Stream.empty());
    }

    /** The same for the terms of the cart, also when no line has another price. */
    static Decision<CartEvent> reprice(
            CartContents cart, Reprice reprice, PresentTerms present, DecisionContext context) {
        Decision<CartEvent> lines = reprice(cart, reprice, context);
        return lines instanceof Decision.Accepted<CartEvent> accepted
                        && accepted.events().isEmpty()
                ? accept(PriceRules.termsSet(cart, present, context).toList())
                : PriceRules.thenTerms(cart, lines, present, context);
    }

    /** The event of these lines' repricing; no event when there are no lines. */
    static Stream<CartEvent> repricing(Stream<RepricedLine> lines) {
        List<RepricedLine> repriced = lines.toList();
        return repriced.isEmpty() ? Stream.empty() : Stream.of(new ItemsRepriced(repriced));
    }

    /** These events, followed by the joining of lines that then have the same product at the same price. */
    static Decision<CartEvent> joining(CartContents cart, Stream<CartEvent> some, Stream<CartEvent> others) {
        List<CartEvent> events = Stream.concat(some, others).toList();
        CartContents after = cart.after(events);
        return accept(Stream.concat(events.stream(), after.lines().joining(cart.lines()).stream())
                .toList());
    }
}
