package io.cartulary.command.cart;

import io.cartulary.command.cart.Cart.CheckedOut;
import io.cartulary.command.cart.CartCommand.AtPresentTerms;
import io.cartulary.command.cart.CartCommand.CheckOut;
import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.DryRun;
import io.cartulary.command.eventsourcing.EventStore.StoreOverloadedException;
import io.cartulary.command.eventsourcing.Outcome;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.command.promotion.PromotionRegister;
import io.cartulary.command.promotion.Redemptions;
import io.cartulary.command.promotion.Redemptions.Limit;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.CartEvent.CartCheckedOut;
import io.cartulary.contracts.CartEvent.LimitedRedemption;
import io.cartulary.contracts.NotAppliedReason;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Checks out a cart whose promotions or codes have limits. The counting streams are in other partitions than the cart, so
 * no single append can do it. There are three steps:
 *
 * <ol>
 * <li><b>Reserve</b> a redemption under each limit, for this cart at its present version. A reservation counts as a
 * redemption. Where a limit is reached, the price is calculated without the discount, and the total may differ from the
 * one that the shopper expects.
 * <li><b>Append</b> the checkout, at that version of the cart only. The event names the limits.
 * <li><b>Complete</b> the redemptions: they count from now on without the reservations.
 * </ol>
 *
 * <p>A kill after the second step leaves reservations that {@link WhenACartIsCheckedOutThenCompleteItsRedemptions}
 * completes. A kill before it, or a rejection, leaves reservations that {@link WhenAReservationIsOldThenSettleIt} releases:
 * it first moves the cart to another version, so that a checkout that is still under way can't be stored afterwards. So a
 * discount that an order has is always counted, and what is released is in no order.
 *
 * <p>A retry reserves nothing twice, because a cart has one reservation under a limit; and nothing is completed twice,
 * because the log has the command of a cart once ({@link Redemptions}).
 */
@ApplicationScoped
class CheckoutProcess {

    /** The maximum number of attempts at a checkout while other callers keep acting on the cart. */
    static final int MAX_ATTEMPTS = 5;

    private static final Logger LOG = Logger.getLogger(CheckoutProcess.class);

    private final CommandHandler commands;
    private final StateCache streams;
    private final Registers registers;
    private final Redemptions redemptions;

    CheckoutProcess(CommandHandler commands, StateCache streams, Registers registers, Redemptions redemptions) {
        this.commands = commands;
        this.streams = streams;
        this.registers = registers;
        this.redemptions = redemptions;
    }

    /** Checks out a cart under the present terms. */
    Uni<Outcome> checkOut(CheckOut command, CommandMetadata metadata) {
        return attempt(command, metadata, 1);
    }

    private Uni<Outcome> attempt(CheckOut command, CommandMetadata metadata, int attempt) {
        if (attempt > MAX_ATTEMPTS) {
            return Uni.createFrom()
                    .failure(new StoreOverloadedException("too many commands for " + Cart.stream(command.cartId())));
        }
        return registers
                .aboutNow(command.cartId())
                .chain(present -> present.limits().isEmpty()
                        ? handle(command, present, metadata)
                        : unlessAnsweredBefore(command, metadata, () -> reserve(command, present, metadata)))
                .chain(outcome -> outcome instanceof Outcome.Stale && metadata.expectedVersion() == null
                        ? attempt(command, metadata, attempt + 1)
                        : Uni.createFrom().item(outcome));
    }

    private Uni<Outcome> unlessAnsweredBefore(
            CheckOut command, CommandMetadata metadata, Supplier<Uni<Outcome>> otherwise) {
        return commands.answeredBefore(Cart.DECIDER.fold(), Cart.stream(command.cartId()), metadata)
                .chain(before ->
                        before.map(answer -> Uni.createFrom().item(answer)).orElseGet(otherwise));
    }

    /** What would be rejected reserves nothing. */
    private Uni<Outcome> reserve(CheckOut command, PresentTerms present, CommandMetadata metadata) {
        StreamId stream = Cart.stream(command.cartId());
        return commands.tryOut(Cart.DECIDER, stream, new AtPresentTerms(command, present), metadata)
                .chain(dry -> {
                    if (!(dry.outcome() instanceof Outcome.Done(var _, long version, var _))) {
                        return Uni.createFrom().item(dry.outcome());
                    }
                    Optional<CartCheckedOut> checkedOut = checkedOut(dry);
                    return checkedOut.isEmpty()
                            ? handle(command, present, metadata)
                            : reserve(command, present, metadata, version, redemptions(checkedOut.get()), 0);
                });
    }

    /** @param next the first of these limits that is not reserved */
    private Uni<Outcome> reserve(
            CheckOut command,
            PresentTerms present,
            CommandMetadata metadata,
            long version,
            List<LimitedRedemption> needed,
            int next) {
        if (next == needed.size()) {
            return handle(command, present, metadata.expecting(version))
                    .call(outcome -> outcome instanceof Outcome.Done
                            ? complete(command.cartId(), metadata)
                            : Uni.createFrom().nullItem());
        }
        RedemptionLimit limit = present.limit(needed.get(next).limit());
        return redemptions
                .reserve(asked(limit), command.cartId(), version, metadata)
                .chain(reservation -> switch (reservation) {
                    case RESERVED -> reserve(command, present, metadata, version, needed, next + 1);
                    case LIMIT_REACHED ->
                        reserve(command, present.without(limit, NotAppliedReason.LIMIT_REACHED), metadata);
                    case PROMOTION_ENDED ->
                        reserve(command, present.without(limit, NotAppliedReason.EXPIRED), metadata);
                });
    }

    private static Limit asked(RedemptionLimit limit) {
        @Nullable String code = limit.code();
        return new Limit(
                limit.stream(),
                limit.perCustomer(),
                code == null
                        ? PromotionRegister.promotionStream(limit.promotion())
                        : PromotionRegister.codeStream(code));
    }

    /** The order is placed: a failure makes no difference to the answer, and the policy completes what is left. */
    private Uni<Void> complete(UUID cart, CommandMetadata metadata) {
        return streams.recent(Cart.DECIDER.fold(), Cart.stream(cart), Registers.ANY_AGE)
                .chain(known -> known.state() instanceof CheckedOut checkedOut
                        ? complete(cart, checkedOut.redeemed(), metadata)
                        : Uni.createFrom().voidItem())
                .onFailure()
                .invoke(failure -> LOG.debugf("redemptions of %s are left to the policy: %s", cart, failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> complete(UUID cart, List<LimitedRedemption> all, CommandMetadata metadata) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(redemption -> redemptions.complete(redemption.limit(), cart, metadata))
                .collect()
                .last();
    }

    private static Optional<CartCheckedOut> checkedOut(DryRun<Cart, CartEvent> dry) {
        return dry.events().stream()
                .filter(CartCheckedOut.class::isInstance)
                .map(CartCheckedOut.class::cast)
                .findFirst();
    }

    private static List<LimitedRedemption> redemptions(CartCheckedOut checkedOut) {
        List<LimitedRedemption> needed = checkedOut.redemptions();
        return needed == null ? List.of() : needed;
    }

    private Uni<Outcome> handle(CheckOut command, PresentTerms present, CommandMetadata metadata) {
        return commands.handle(
                Cart.DECIDER, Cart.stream(command.cartId()), new AtPresentTerms(command, present), metadata);
    }
}
