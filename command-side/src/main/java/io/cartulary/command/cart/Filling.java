package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.CART_FULL;
import static io.cartulary.command.cart.CartRejection.CURRENCY_MISMATCH;
import static io.cartulary.command.cart.CartRejection.LINE_FULL;
import static io.cartulary.command.cart.CartRejection.NO_SUCH_LINE;
import static io.cartulary.command.cart.CartRejection.NO_SUCH_VERSION;
import static io.cartulary.command.cart.CartRejection.PRICE_TOO_HIGH;
import static io.cartulary.command.cart.CartRejection.PRODUCT_NOT_LISTED;
import static io.cartulary.command.cart.CartRejection.QUANTITY_OUT_OF_RANGE;
import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.alreadySo;
import static io.cartulary.command.eventsourcing.Decision.refuse;

import io.cartulary.command.cart.CartCommand.AddItem;
import io.cartulary.command.cart.CartCommand.ChangeQuantity;
import io.cartulary.command.cart.CartCommand.Create;
import io.cartulary.command.cart.CartCommand.Reprice;
import io.cartulary.command.cart.CartCommand.Restore;
import io.cartulary.command.cart.Lines.Line;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.CartCleared;
import io.cartulary.contracts.CartEvent.CartCreated;
import io.cartulary.contracts.CartEvent.CartRestored;
import io.cartulary.contracts.CartEvent.ItemAdded;
import io.cartulary.contracts.CartEvent.ItemQuantityChanged;
import io.cartulary.contracts.CartEvent.ItemRemoved;
import io.cartulary.contracts.CartEvent.ItemsRepriced;
import io.cartulary.contracts.CartEvent.RepricedLine;
import io.cartulary.contracts.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cart's life until it is paid for: what comes in, what goes out, and what it costs. */
final class Filling {

    private Filling() {}

    static Decision<CartEvent> create(Create create) {
        var events = new ArrayList<CartEvent>();
        events.add(new CartCreated(create.owner(), create.currency(), create.origin()));
        for (Line line : create.lines()) {
            events.add(new ItemAdded(line.id(), line.sku(), line.name(), line.quantity(), line.unitPrice()));
        }
        return accept(events);
    }

    static Decision<CartEvent> add(Contents cart, AddItem add) {
        Lines lines = cart.lines();
        Offer offer = add.offer();
        if (lines.withId(add.lineId()).isPresent()) {
            return alreadySo();
        }
        if (add.quantity() < 1 || add.quantity() > Cart.MAX_QUANTITY) {
            return refuse(QUANTITY_OUT_OF_RANGE);
        }
        if (offer == null) {
            return refuse(PRODUCT_NOT_LISTED);
        }
        Money unitPrice = offer.unitPrice();
        if (!unitPrice.currency().equals(cart.currency())) {
            return refuse(CURRENCY_MISMATCH);
        }
        if (!offer.isWithinBounds()) {
            return refuse(PRICE_TOO_HIGH);
        }
        Optional<Line> grown = lines.of(add.sku(), unitPrice);
        if (grown.isEmpty() && lines.isFull()) {
            return refuse(CART_FULL);
        }
        if (grown.isPresent() && grown.get().quantity() + add.quantity() > Cart.MAX_QUANTITY) {
            return refuse(LINE_FULL);
        }
        UUID lineId = grown.map(Line::id).orElse(add.lineId());
        return accept(new ItemAdded(lineId, add.sku(), offer.name(), add.quantity(), unitPrice));
    }

    static Decision<CartEvent> change(Contents cart, ChangeQuantity change) {
        if (change.quantity() < 0 || change.quantity() > Cart.MAX_QUANTITY) {
            return refuse(QUANTITY_OUT_OF_RANGE);
        }
        if (change.quantity() == 0) {
            return remove(cart, change.lineId());
        }
        return cart.lines()
                .withId(change.lineId())
                .map(line -> line.quantity() == change.quantity()
                        ? Decision.<CartEvent>alreadySo()
                        : Decision.<CartEvent>accept(
                                new ItemQuantityChanged(line.id(), line.quantity(), change.quantity())))
                .orElseGet(() -> refuse(NO_SUCH_LINE));
    }

    static Decision<CartEvent> remove(Contents cart, UUID lineId) {
        return cart.lines()
                .withId(lineId)
                .map(line -> Decision.<CartEvent>accept(new ItemRemoved(line.id(), line.sku(), line.quantity())))
                .orElseGet(Decision::alreadySo);
    }

    static Decision<CartEvent> clear(Contents cart) {
        return cart.lines().isEmpty()
                ? alreadySo()
                : accept(new CartCleared(cart.lines().cleared()));
    }

    /** What is not on sale any more, or now in another currency, keeps its price: it is the shopper's to take out. */
    static Decision<CartEvent> reprice(Contents cart, Reprice reprice) {
        List<RepricedLine> repriced = cart.lines().all().stream()
                .flatMap(line -> repriced(line, reprice.offers()))
                .toList();
        return repriced.isEmpty() ? alreadySo() : accept(new ItemsRepriced(repriced));
    }

    private static Stream<RepricedLine> repriced(Line line, Map<String, Offer> offers) {
        @Nullable Offer offer = offers.get(line.sku());
        return offer != null
                        && offer.isFor(line.unitPrice().currency())
                        && !offer.unitPrice().equals(line.unitPrice())
                ? Stream.of(new RepricedLine(line.id(), line.unitPrice(), offer.unitPrice()))
                : Stream.empty();
    }

    /** Lines, quantities and prices of then: a shopper gets back what they saw, and may reprice it. */
    static Decision<CartEvent> restore(Contents cart, Restore restore) {
        @Nullable Lines lines = restore.lines();
        if (lines == null) {
            return refuse(NO_SUCH_VERSION);
        }
        return cart.lines().equals(lines)
                ? alreadySo()
                : accept(new CartRestored(
                        restore.fromVersion(),
                        lines.all().stream().map(Line::restored).toList()));
    }
}
