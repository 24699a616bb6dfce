package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.CART_EXISTS;
import static io.cartulary.command.cart.CartRejection.CART_FULL;
import static io.cartulary.command.cart.CartRejection.CURRENCY_MISMATCH;
import static io.cartulary.command.cart.CartRejection.LINE_FULL;
import static io.cartulary.command.cart.CartRejection.NO_SUCH_CART;
import static io.cartulary.command.cart.CartRejection.NO_SUCH_LINE;
import static io.cartulary.command.cart.CartRejection.PRODUCT_NOT_LISTED;
import static io.cartulary.command.cart.CartRejection.QUANTITY_OUT_OF_RANGE;
import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.alreadySo;
import static io.cartulary.command.eventsourcing.Decision.refuse;

import io.cartulary.command.cart.CartCommand.AddItem;
import io.cartulary.command.cart.CartCommand.ChangeQuantity;
import io.cartulary.command.cart.CartCommand.Clear;
import io.cartulary.command.cart.CartCommand.Create;
import io.cartulary.command.cart.CartCommand.RemoveItem;
import io.cartulary.command.cart.Lines.Line;
import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.SnapshotForm;
import io.cartulary.command.eventsourcing.Weighed;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.CartCleared;
import io.cartulary.contracts.CartEvent.CartCreated;
import io.cartulary.contracts.CartEvent.ItemAdded;
import io.cartulary.contracts.CartEvent.ItemQuantityChanged;
import io.cartulary.contracts.CartEvent.ItemRemoved;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;

/** A shopper's cart. Unit prices come from the product register, never from the caller. */
sealed interface Cart {

    /** Units on one line at most. */
    int MAX_QUANTITY = 999;

    /** Lines in one cart at most. */
    int MAX_LINES = 500;

    Decider<Cart, CartCommand, CartEvent> DECIDER =
            Decider.of(CartEvent.class, new SnapshotForm<>(Cart.class, 1), new Unknown(), Cart::decide, Cart::evolve);

    static StreamId stream(UUID id) {
        return new StreamId("cart", id.toString());
    }

    record Unknown() implements Cart {}

    record Active(Owner owner, Currency currency, Lines lines) implements Cart, Weighed {

        private static final int LINES_LIKE_AN_ORDINARY_CART = 10;

        @Override
        public int weight() {
            return 1 + lines.all().size() / LINES_LIKE_AN_ORDINARY_CART;
        }

        Active with(Lines changed) {
            return new Active(owner, currency, changed);
        }
    }

    static Decision<CartEvent> decide(Cart cart, CartCommand command) {
        return switch (cart) {
            case Unknown _ ->
                switch (command) {
                    case Create create -> accept(new CartCreated(create.owner(), create.currency()));
                    case AddItem _, ChangeQuantity _, RemoveItem _, Clear _ -> refuse(NO_SUCH_CART);
                };
            case Active active ->
                switch (command) {
                    case Create _ -> refuse(CART_EXISTS);
                    case AddItem add -> add(active, add);
                    case ChangeQuantity change -> change(active, change);
                    case RemoveItem remove -> remove(active, remove.lineId());
                    case Clear _ when active.lines().isEmpty() -> alreadySo();
                    case Clear _ -> accept(new CartCleared(active.lines().cleared()));
                };
        };
    }

    private static Decision<CartEvent> add(Active cart, AddItem add) {
        Offer offer = add.offer();
        if (cart.lines().withId(add.lineId()).isPresent()) {
            return alreadySo();
        }
        if (add.quantity() < 1 || add.quantity() > MAX_QUANTITY) {
            return refuse(QUANTITY_OUT_OF_RANGE);
        }
        if (offer == null) {
            return refuse(PRODUCT_NOT_LISTED);
        }
        if (!offer.unitPrice().currency().equals(cart.currency())) {
            return refuse(CURRENCY_MISMATCH);
        }
        Optional<Line> grown = cart.lines().of(add.sku(), offer.unitPrice());
        if (grown.isEmpty() && cart.lines().isFull()) {
            return refuse(CART_FULL);
        }
        if (grown.isPresent() && grown.get().quantity() + add.quantity() > MAX_QUANTITY) {
            return refuse(LINE_FULL);
        }
        UUID lineId = grown.map(Line::id).orElse(add.lineId());
        return accept(new ItemAdded(lineId, add.sku(), offer.name(), add.quantity(), offer.unitPrice()));
    }

    private static Decision<CartEvent> change(Active cart, ChangeQuantity change) {
        if (change.quantity() < 0 || change.quantity() > MAX_QUANTITY) {
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

    private static Decision<CartEvent> remove(Active cart, UUID lineId) {
        return cart.lines()
                .withId(lineId)
                .map(line -> Decision.<CartEvent>accept(new ItemRemoved(line.id(), line.sku(), line.quantity())))
                .orElseGet(Decision::alreadySo);
    }

    static Cart evolve(Cart cart, CartEvent event) {
        return switch (cart) {
            case Unknown unknown ->
                switch (event) {
                    case CartCreated created -> new Active(created.owner(), created.currency(), Lines.NONE);
                    case ItemAdded _, ItemQuantityChanged _, ItemRemoved _, CartCleared _ -> unknown;
                };
            case Active active ->
                switch (event) {
                    case CartCreated _ -> active;
                    case ItemAdded added -> active.with(active.lines().plus(added));
                    case ItemQuantityChanged changed ->
                        active.with(active.lines().changing(changed.lineId(), line -> line.withQuantity(changed.to())));
                    case ItemRemoved removed -> active.with(active.lines().without(removed.lineId()));
                    case CartCleared _ -> active.with(Lines.NONE);
                };
        };
    }
}
