package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.*;
import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.eventsourcing.CacheWeight;
import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.DecisionContext;
import io.cartulary.command.eventsourcing.SnapshotForm;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.*;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.Totals;
import io.cartulary.service.access.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A shopper's cart. Unit prices come from the product register, never from the caller. The decisions of an active cart
 * are in {@link CartItems}, {@link PriceRules}, {@link Restoration}, {@link MergeRules} and {@link CheckoutRules}.
 */
sealed interface Cart {

    /** The maximum number of units of one product, over all its lines. */
    int MAX_QUANTITY = 999;

    /** The maximum number of lines in one cart. */
    int MAX_LINES = 500;

    /** The longest freeze of a cart. */
    Duration LONGEST_FREEZE = Duration.ofDays(366);

    Decider<Cart, CartCommand, CartEvent> DECIDER = Decider.<Cart, CartCommand, CartEvent>of(
                    CartEvent.class, new SnapshotForm<>(Cart.class, 3), new Unknown(), Cart::decide, Cart::evolve)
            .onlyFor(Cart::isFor, NO_SUCH_CART);

    /** A caller who doesn't own the cart gets 404. */
    static boolean isFor(Cart cart, Caller caller) {
        return switch (cart) {
            case Unknown _ -> true;
            case Open open -> caller.mayActFor(open.contents().owner());
            case CheckedOut checkedOut -> caller.mayActFor(checkedOut.owner());
            case MergedInto merged -> caller.mayActFor(merged.owner());
        };
    }

    /** The category of a cart's streams. */
    String CATEGORY = "cart";

    static StreamId stream(UUID id) {
        return new StreamId(CATEGORY, id.toString());
    }

    record Unknown() implements Cart {}

    /** A cart that is not in a final state. */
    sealed interface Open extends Cart, CacheWeight {

        int LINES_LIKE_AN_ORDINARY_CART = 10;

        CartContents contents();

        @Override
        default int weight() {
            return 1 + contents().lines().all().size() / LINES_LIKE_AN_ORDINARY_CART;
        }
    }

    record Active(CartContents contents) implements Open {}

    record Frozen(CartContents contents, Instant until) implements Open {}

    record Abandoned(CartContents contents) implements Open {}

    /** It is being merged into another cart and waits for that cart's answer, see {@link CartMergeProcess}. */
    record Merging(CartContents contents, CartMergeBegun merge) implements Open {

        UUID mergeId() {
            return merge.mergeId();
        }
    }

    /** @param price what the customer pays; null when that is the price of all units */
    record CheckedOut(
            Owner owner,
            UUID orderId,
            Totals totals,
            @Nullable Money price) implements Cart {

        boolean isFor(Money expectedTotal) {
            return (price == null ? totals.total() : price).equals(expectedTotal);
        }
    }

    record MergedInto(Owner owner, UUID mergeId, UUID targetId) implements Cart {}

    static Decision<CartEvent> decide(Cart cart, CartCommand command, DecisionContext context) {
        return switch (cart) {
            case Unknown _ ->
                switch (command) {
                    case Create create -> CartItems.create(create);
                    case ActiveCartCommand _, Unfreeze _, Abandon _, CloseMerged _, CallMergeOff _ ->
                        reject(NO_SUCH_CART);
                };
            case Active(CartContents contents) ->
                switch (command) {
                    case Create _ -> reject(CART_EXISTS);
                    case ActiveCartCommand active -> decide(contents, active, context);
                    case Abandon abandon -> accept(new CartAbandoned(abandon.idleSince()));
                    case Unfreeze _, CallMergeOff _ -> noChange();
                    case CloseMerged _ -> reject(NO_SUCH_MERGE);
                };
            case Frozen(CartContents contents, Instant until) ->
                switch (command) {
                    case Create _ -> reject(CART_EXISTS);
                    case Freeze freeze when freeze.until().equals(until) -> noChange();
                    case ActiveCartCommand _ when context.now().isBefore(until) -> reject(CART_FROZEN);
                    case ActiveCartCommand active -> after(new CartUnfrozen(), decide(contents, active, context));
                    case Abandon _ when context.now().isBefore(until) -> reject(CART_FROZEN);
                    case Abandon abandon -> accept(List.of(new CartUnfrozen(), new CartAbandoned(abandon.idleSince())));
                    case Unfreeze _ -> accept(new CartUnfrozen());
                    case CallMergeOff _ -> noChange();
                    case CloseMerged _ -> reject(NO_SUCH_MERGE);
                };
            case Abandoned(CartContents contents) ->
                switch (command) {
                    case Create _ -> reject(CART_EXISTS);
                    case ActiveCartCommand active -> after(new CartReactivated(), decide(contents, active, context));
                    case Unfreeze _, Abandon _, CallMergeOff _ -> noChange();
                    case CloseMerged _ -> reject(NO_SUCH_MERGE);
                };
            case Merging leaving ->
                switch (command) {
                    case Create _ -> reject(CART_EXISTS);
                    case BeginMerge begin when begin.mergeId().equals(leaving.mergeId()) -> noChange();
                    case CloseMerged close
                    when close.mergeId().equals(leaving.mergeId()) ->
                        accept(new CartMergedInto(
                                leaving.mergeId(), leaving.merge().targetId()));
                    case CallMergeOff off
                    when off.mergeId().equals(leaving.mergeId()) -> accept(new CartMergeCalledOff(leaving.mergeId()));
                    case ActiveCartCommand _, Unfreeze _, Abandon _ -> reject(CART_MERGING);
                    case CallMergeOff _ -> noChange();
                    case CloseMerged _ -> reject(NO_SUCH_MERGE);
                };
            case CheckedOut done ->
                switch (command) {
                    case Create _ -> reject(CART_EXISTS);
                    case CheckOut again when done.isFor(again.expectedTotal()) -> noChange();
                    case AtPresentTerms at
                    when at.command() instanceof CheckOut again && done.isFor(again.expectedTotal()) -> noChange();
                    case ActiveCartCommand _, Unfreeze _, Abandon _, CloseMerged _, CallMergeOff _ ->
                        reject(CART_CHECKED_OUT);
                };
            case MergedInto merged ->
                switch (command) {
                    case Create _ -> reject(CART_EXISTS);
                    case CloseMerged close when close.mergeId().equals(merged.mergeId()) -> noChange();
                    case ActiveCartCommand _, Unfreeze _, Abandon _, CloseMerged _, CallMergeOff _ ->
                        reject(CART_MERGED);
                };
        };
    }

    /** What an active cart decides on a command. */
    private static Decision<CartEvent> decide(CartContents cart, ActiveCartCommand active, DecisionContext context) {
        return switch (active) {
            case AddItem add -> CartItems.add(cart, add);
            case ChangeQuantity change -> CartItems.change(cart, change);
            case RemoveItem remove -> CartItems.remove(cart, remove.lineId());
            case Clear _ -> CartItems.clear(cart);
            case Reprice reprice -> CartItems.reprice(cart, reprice);
            case Restore restore -> Restoration.restore(cart, restore);
            case DetailCommand detail -> CheckoutRules.set(cart, detail);
            case AtPresentTerms(CheckOut checkOut, var present) ->
                CheckoutRules.checkOut(cart, checkOut, present, context.now());
            case AtPresentTerms(Reprice reprice, var present) -> CartItems.reprice(cart, reprice, present);
            case AtPresentTerms(var command, var present) ->
                PriceRules.thenTerms(cart, decide(cart, command, context), present);
            case ApplyCode apply -> PriceRules.apply(cart, apply);
            case RemoveCode remove -> PriceRules.remove(cart, remove);
            case ChooseShippingMethod choose -> PriceRules.choose(cart, choose);
            case SetExternalTax set -> PriceRules.set(cart, set, context.now());
            case CheckOut checkOut -> CheckoutRules.checkOut(cart, checkOut, context.now());
            case Assign assign -> assign(cart, new Owner.Customer(assign.customerId()));
            case Freeze freeze -> freeze(context.now(), freeze.until());
            case BeginMerge begin -> MergeRules.begin(begin);
            case TakeIn takeIn -> MergeRules.takeIn(cart, takeIn);
        };
    }

    private static Decision<CartEvent> assign(CartContents cart, Owner.Customer customer) {
        return switch (cart.owner()) {
            case Owner.Guest _ -> accept(new CartAssigned(customer.customerId()));
            case Owner.Customer present when present.equals(customer) -> noChange();
            case Owner.Customer _ -> reject(CART_ASSIGNED);
        };
    }

    private static Decision<CartEvent> freeze(Instant now, Instant until) {
        return until.isAfter(now) && !until.isAfter(now.plus(LONGEST_FREEZE))
                ? accept(new CartFrozen(until))
                : reject(UNTIL_OUT_OF_RANGE);
    }

    /** Puts another event first, if the decision has any events. */
    private static Decision<CartEvent> after(CartEvent first, Decision<CartEvent> decision) {
        return decision instanceof Decision.Accepted<CartEvent>(List<CartEvent> events, var startsStream)
                        && !events.isEmpty()
                ? new Decision.Accepted<>(
                        Stream.concat(Stream.of(first), events.stream()).toList(), startsStream)
                : decision;
    }

    static Cart evolve(Cart cart, CartEvent event) {
        return switch (cart) {
            case Unknown unknown ->
                event instanceof CartCreated created ? new Active(CartContents.of(created)) : unknown;
            case Open open -> evolve(open.contents().after(event), event);
            case CheckedOut _, MergedInto _ -> cart;
        };
    }

    private static Cart evolve(CartContents contents, CartEvent event) {
        return switch (event) {
            case CartFrozen frozen -> new Frozen(contents, frozen.until());
            case CartAbandoned _ -> new Abandoned(contents);
            case CartMergeBegun begun -> new Merging(contents, begun);
            case CartMergedInto into -> new MergedInto(contents.owner(), into.mergeId(), into.targetId());
            case CartCheckedOut out -> new CheckedOut(contents.owner(), out.orderId(), out.totals(), out.price());
            case ContentsEvent _, LifecycleEvent _ -> new Active(contents);
        };
    }
}
