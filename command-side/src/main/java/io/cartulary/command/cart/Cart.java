package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.CART_ASSIGNED;
import static io.cartulary.command.cart.CartRejection.CART_CHECKED_OUT;
import static io.cartulary.command.cart.CartRejection.CART_EXISTS;
import static io.cartulary.command.cart.CartRejection.CART_FROZEN;
import static io.cartulary.command.cart.CartRejection.CART_MERGED;
import static io.cartulary.command.cart.CartRejection.CART_MERGING;
import static io.cartulary.command.cart.CartRejection.NO_SUCH_CART;
import static io.cartulary.command.cart.CartRejection.NO_SUCH_MERGE;
import static io.cartulary.command.cart.CartRejection.UNTIL_OUT_OF_RANGE;
import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.alreadySo;
import static io.cartulary.command.eventsourcing.Decision.refuse;

import io.cartulary.command.cart.CartCommand.Abandon;
import io.cartulary.command.cart.CartCommand.AddItem;
import io.cartulary.command.cart.CartCommand.Assign;
import io.cartulary.command.cart.CartCommand.At;
import io.cartulary.command.cart.CartCommand.BeginMerge;
import io.cartulary.command.cart.CartCommand.CallMergeOff;
import io.cartulary.command.cart.CartCommand.ChangeQuantity;
import io.cartulary.command.cart.CartCommand.CheckOut;
import io.cartulary.command.cart.CartCommand.Clear;
import io.cartulary.command.cart.CartCommand.CloseMerged;
import io.cartulary.command.cart.CartCommand.Create;
import io.cartulary.command.cart.CartCommand.Freeze;
import io.cartulary.command.cart.CartCommand.RemoveItem;
import io.cartulary.command.cart.CartCommand.Reprice;
import io.cartulary.command.cart.CartCommand.Restore;
import io.cartulary.command.cart.CartCommand.SetContact;
import io.cartulary.command.cart.CartCommand.SetShippingAddress;
import io.cartulary.command.cart.CartCommand.TakeIn;
import io.cartulary.command.cart.CartCommand.Unfreeze;
import io.cartulary.command.cart.CartCommand.Wish;
import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.SnapshotForm;
import io.cartulary.command.eventsourcing.Weighed;
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
import io.cartulary.contracts.CartEvent.LinesJoined;
import io.cartulary.contracts.CartEvent.ShippingAddressSet;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.Totals;
import io.cartulary.service.access.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A shopper's cart. Unit prices come from the product register, never from the caller. What an active cart makes of a
 * wish is said in {@link Filling}, {@link Restoration}, {@link Merging} and {@link Checkout}.
 */
sealed interface Cart {

    /** Units of one product at most, all its lines together. */
    int MAX_QUANTITY = 999;

    /** Lines in one cart at most. */
    int MAX_LINES = 500;

    /** For how long a cart can be frozen at most. */
    Duration LONGEST_FREEZE = Duration.ofDays(366);

    Decider<Cart, CartCommand, CartEvent> DECIDER = Decider.<Cart, CartCommand, CartEvent>of(
                    CartEvent.class, new SnapshotForm<>(Cart.class, 3), new Unknown(), Cart::decide, Cart::evolve)
            .onlyFor(Cart::isFor, NO_SUCH_CART);

    /** Someone else's cart is none. */
    static boolean isFor(Cart cart, Caller caller) {
        return switch (cart) {
            case Unknown _ -> true;
            case Open open -> caller.mayActFor(open.contents().owner());
            case CheckedOut checkedOut -> caller.mayActFor(checkedOut.owner());
            case MergedInto merged -> caller.mayActFor(merged.owner());
        };
    }

    /** The category of its streams. */
    String CATEGORY = "cart";

    static StreamId stream(UUID id) {
        return new StreamId(CATEGORY, id.toString());
    }

    record Unknown() implements Cart {}

    /** A cart that has not come to its end. */
    sealed interface Open extends Cart, Weighed {

        int LINES_LIKE_AN_ORDINARY_CART = 10;

        Contents contents();

        @Override
        default int weight() {
            return 1 + contents().lines().all().size() / LINES_LIKE_AN_ORDINARY_CART;
        }
    }

    record Active(Contents contents) implements Open {}

    record Frozen(Contents contents, Instant until) implements Open {}

    record Abandoned(Contents contents) implements Open {}

    /** It is on its way into another cart and waits for that one's answer, see {@link Merger}. */
    record Leaving(Contents contents, CartMergeBegun merge) implements Open {

        UUID mergeId() {
            return merge.mergeId();
        }
    }

    record CheckedOut(Owner owner, UUID orderId, Totals totals) implements Cart {}

    record MergedInto(Owner owner, UUID mergeId, UUID targetId) implements Cart {}

    static Decision<CartEvent> decide(Cart cart, CartCommand command) {
        return switch (cart) {
            case Unknown _ ->
                switch (command) {
                    case Create create -> Filling.create(create);
                    case At _, Unfreeze _, Abandon _, CloseMerged _, CallMergeOff _ -> refuse(NO_SUCH_CART);
                };
            case Active(Contents contents) ->
                switch (command) {
                    case Create _ -> refuse(CART_EXISTS);
                    case At(Instant at, Wish wish) -> decide(contents, at, wish);
                    case Abandon abandon -> accept(new CartAbandoned(abandon.idleSince()));
                    case Unfreeze _, CallMergeOff _ -> alreadySo();
                    case CloseMerged _ -> refuse(NO_SUCH_MERGE);
                };
            case Frozen(Contents contents, Instant until) ->
                switch (command) {
                    case Create _ -> refuse(CART_EXISTS);
                    case At(Instant _, Freeze freeze) when freeze.until().equals(until) -> alreadySo();
                    case At(Instant at, Wish _) when at.isBefore(until) -> refuse(CART_FROZEN);
                    case At(Instant at, Wish wish) -> after(new CartUnfrozen(), decide(contents, at, wish));
                    case Abandon abandon when abandon.at().isBefore(until) -> refuse(CART_FROZEN);
                    case Abandon abandon -> accept(List.of(new CartUnfrozen(), new CartAbandoned(abandon.idleSince())));
                    case Unfreeze _ -> accept(new CartUnfrozen());
                    case CallMergeOff _ -> alreadySo();
                    case CloseMerged _ -> refuse(NO_SUCH_MERGE);
                };
            case Abandoned(Contents contents) ->
                switch (command) {
                    case Create _ -> refuse(CART_EXISTS);
                    case At(Instant at, Wish wish) -> after(new CartReactivated(), decide(contents, at, wish));
                    case Unfreeze _, Abandon _, CallMergeOff _ -> alreadySo();
                    case CloseMerged _ -> refuse(NO_SUCH_MERGE);
                };
            case Leaving leaving ->
                switch (command) {
                    case Create _ -> refuse(CART_EXISTS);
                    case At(Instant _, BeginMerge begin) when begin.mergeId().equals(leaving.mergeId()) -> alreadySo();
                    case CloseMerged close
                    when close.mergeId().equals(leaving.mergeId()) ->
                        accept(new CartMergedInto(
                                leaving.mergeId(), leaving.merge().targetId()));
                    case CallMergeOff off
                    when off.mergeId().equals(leaving.mergeId()) -> accept(new CartMergeCalledOff(leaving.mergeId()));
                    case At _, Unfreeze _, Abandon _ -> refuse(CART_MERGING);
                    case CallMergeOff _ -> alreadySo();
                    case CloseMerged _ -> refuse(NO_SUCH_MERGE);
                };
            case CheckedOut done ->
                switch (command) {
                    case Create _ -> refuse(CART_EXISTS);
                    case At(Instant _, CheckOut again)
                    when done.totals().total().equals(again.expectedTotal()) -> alreadySo();
                    case At _, Unfreeze _, Abandon _, CloseMerged _, CallMergeOff _ -> refuse(CART_CHECKED_OUT);
                };
            case MergedInto merged ->
                switch (command) {
                    case Create _ -> refuse(CART_EXISTS);
                    case CloseMerged close when close.mergeId().equals(merged.mergeId()) -> alreadySo();
                    case At _, Unfreeze _, Abandon _, CloseMerged _, CallMergeOff _ -> refuse(CART_MERGED);
                };
        };
    }

    /** What an active cart makes of a wish. */
    private static Decision<CartEvent> decide(Contents cart, Instant at, Wish wish) {
        return switch (wish) {
            case AddItem add -> Filling.add(cart, add);
            case ChangeQuantity change -> Filling.change(cart, change);
            case RemoveItem remove -> Filling.remove(cart, remove.lineId());
            case Clear _ -> Filling.clear(cart);
            case Reprice reprice -> Filling.reprice(cart, reprice);
            case Restore restore -> Restoration.restore(cart, restore);
            case SetShippingAddress set -> Checkout.set(cart, set);
            case SetContact set -> Checkout.set(cart, set);
            case CheckOut checkOut -> Checkout.checkOut(cart, checkOut);
            case Assign assign -> assign(cart, new Owner.Customer(assign.customerId()));
            case Freeze freeze -> freeze(at, freeze.until());
            case BeginMerge begin -> Merging.begin(begin);
            case TakeIn takeIn -> Merging.takeIn(cart, takeIn);
        };
    }

    private static Decision<CartEvent> assign(Contents cart, Owner.Customer customer) {
        return switch (cart.owner()) {
            case Owner.Guest _ -> accept(new CartAssigned(customer.customerId()));
            case Owner.Customer present when present.equals(customer) -> alreadySo();
            case Owner.Customer _ -> refuse(CART_ASSIGNED);
        };
    }

    private static Decision<CartEvent> freeze(Instant at, Instant until) {
        return until.isAfter(at) && !until.isAfter(at.plus(LONGEST_FREEZE))
                ? accept(new CartFrozen(until))
                : refuse(UNTIL_OUT_OF_RANGE);
    }

    /** Something else first, when anything happens at all. */
    private static Decision<CartEvent> after(CartEvent first, Decision<CartEvent> decision) {
        return decision instanceof Decision.Accepted<CartEvent>(List<CartEvent> events, var founds) && !events.isEmpty()
                ? new Decision.Accepted<>(
                        Stream.concat(Stream.of(first), events.stream()).toList(), founds)
                : decision;
    }

    static Cart evolve(Cart cart, CartEvent event) {
        return switch (cart) {
            case Unknown unknown -> event instanceof CartCreated created ? new Active(Contents.of(created)) : unknown;
            case Open open -> evolve(open.contents().after(event), event);
            case CheckedOut _, MergedInto _ -> cart;
        };
    }

    private static Cart evolve(Contents contents, CartEvent event) {
        return switch (event) {
            case CartFrozen frozen -> new Frozen(contents, frozen.until());
            case CartAbandoned _ -> new Abandoned(contents);
            case CartMergeBegun begun -> new Leaving(contents, begun);
            case CartMergedInto into -> new MergedInto(contents.owner(), into.mergeId(), into.targetId());
            case CartCheckedOut out -> new CheckedOut(contents.owner(), out.orderId(), out.totals());
            case CartCreated _,
                    ItemAdded _,
                    ItemQuantityChanged _,
                    ItemRemoved _,
                    CartCleared _,
                    ItemsRepriced _,
                    LinesJoined _,
                    CartRestored _,
                    ShippingAddressSet _,
                    ContactSet _,
                    CartAssigned _,
                    CartMerged _,
                    CartUnfrozen _,
                    CartReactivated _,
                    CartMergeCalledOff _ -> new Active(contents);
        };
    }
}
