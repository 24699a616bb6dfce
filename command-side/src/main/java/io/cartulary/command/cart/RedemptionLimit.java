package io.cartulary.command.cart;

import io.cartulary.contracts.CartEvent.LimitedRedemption;
import io.cartulary.contracts.Discount;
import io.cartulary.contracts.StreamId;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A limit that the redemption of a promotion counts under.
 *
 * @param stream that counts the redemptions
 * @param promotion its id
 * @param code whose limit it is; null if it is that of the promotion, whatever the code
 * @param perCustomer how often this customer can redeem it; null if it is the limit in all, which the stream knows
 * @param returnable whether the cancellation of the order gives the redemption back
 */
record RedemptionLimit(
        StreamId stream,
        String promotion,
        @Nullable String code,
        @Nullable Integer perCustomer,
        boolean returnable) {

    /**
     * In this order they are reserved: a customer who can't redeem takes no place of others, and two carts with the same
     * codes reserve in the same order.
     */
    static final Comparator<RedemptionLimit> ORDER = Comparator.comparing(
                    (RedemptionLimit limit) -> limit.perCustomer() == null)
            .thenComparing(limit -> limit.stream().toString());

    boolean isOf(Discount discount) {
        return promotion.equals(discount.promotion()) && (code == null || code.equals(discount.code()));
    }

    LimitedRedemption redemption() {
        return new LimitedRedemption(stream, returnable);
    }
}
