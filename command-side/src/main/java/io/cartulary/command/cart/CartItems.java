package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.*;
import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.cart.CartLines.Line;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cart before checkout: its items, their quantities and their prices. */
final class CartItems {

    private CartItems() {}

    static Decision<CartEvent> create(Create create) {
        var events = new ArrayList<CartEvent>();
        var created = new CartCreated(create.owner(), create.currency(), create.origin());
        events.add(created);
        for (Line line : create.lines()) {
            events.add(new ItemAdded(line.id(), line.sku(), line.name(), line.quantity(), line.unitPrice()));
        }
        CartContents after = CartContents.of(created).after(events.subList(1, events.size()));
        PriceRules.termsSet(after, create.present()).forEach(events::add);
        return accept(events);
    }

    static Decision<CartEvent> add(CartContents cart, AddItem add) {
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
        Money unitPrice = offer.unitPrice();
        if (!unitPrice.currency().equals(cart.currency())) {
            return reject(CURRENCY_MISMATCH);
        }
        if (!offer.isWithinBounds()) {
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
        return joining(
                cart,
                repricing(grown.stream().flatMap(line -> line.repriced(unitPrice))),
                Stream.of(new ItemAdded(lineId, add.sku(), offer.name(), add.quantity(), unitPrice)));
    }

    static Decision<CartEvent> change(CartContents cart, ChangeQuantity change) {
        if (change.quantity() < 0 || change.quantity() > Cart.MAX_QUANTITY) {
            return reject(QUANTITY_OUT_OF_RANGE);
        }
        if (change.quantity() == 0) {
            return remove(cart, change.lineId());
        }
        return cart.lines()
                .withId(change.lineId())
                .map(line -> change(cart, line, change))
                .orElseGet(() -> reject(NO_SUCH_LINE));
    }

    /** A line with fewer units keeps its price. A line with more units gets the present price for all its units. */
    private static Decision<CartEvent> change(CartContents cart, Line line, ChangeQuantity change) {
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
        if (!offer.unitPrice().currency().equals(cart.currency())) {
            return reject(CURRENCY_MISMATCH);
        }
        if (!offer.isWithinBounds()) {
            return reject(PRICE_TOO_HIGH);
        }
        if (cart.lines().units(line.sku()) - before + after > Cart.MAX_QUANTITY) {
            return reject(LINE_FULL);
        }
        return offer.unitPrice().equals(line.unitPrice())
                ? accept(changed)
                : joining(cart, repricing(line.repriced(offer.unitPrice())), Stream.of(changed));
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
    static Decision<CartEvent> reprice(CartContents cart, Reprice reprice) {
        return joining(
                cart,
                repricing(cart.lines().all().stream()
                        .flatMap(line -> Optional.ofNullable(reprice.offers().get(line.sku()))
                                .filter(offer -> offer.isFor(cart.currency()))
                                .stream()
                                .flatMap(offer -> line.repriced(offer.unitPrice())))),
                Stream.empty());
    }

    /** The same for the terms of the cart, also when no line has another price. */
    static Decision<CartEvent> reprice(CartContents cart, Reprice reprice, PresentTerms present) {
        Decision<CartEvent> lines = reprice(cart, reprice);
        return lines instanceof Decision.Accepted<CartEvent> accepted
                        && accepted.events().isEmpty()
                ? accept(PriceRules.termsSet(cart, present).toList())
                : PriceRules.thenTerms(cart, lines, present);
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
