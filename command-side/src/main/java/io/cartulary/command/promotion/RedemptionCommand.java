package io.cartulary.command.promotion;

import java.util.UUID;

/** The commands for the redemptions under one limit: of a code, of a promotion, or of either for one customer. */
sealed interface RedemptionCommand extends CodeCommand, PromotionCommand {

    /** The cart that redeems. */
    UUID cartId();

    /**
     * Count a redemption of a cart that is about to be checked out.
     *
     * @param cartVersion the only version of the cart that is checked out with it
     * @param capacity the maximum number of open reservations
     */
    record Reserve(UUID cartId, long cartVersion, int capacity) implements RedemptionCommand {}

    /** The cart is checked out with the discount. */
    record Complete(UUID cartId) implements RedemptionCommand {}

    /** That version of the cart can no longer be checked out, and was not. */
    record Release(UUID cartId, long cartVersion) implements RedemptionCommand {}

    /** The cart's order is cancelled. */
    record GiveBack(UUID cartId) implements RedemptionCommand {}
}
