package io.cartulary.contracts;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The events of a promotion, on the stream {@code promotion:<id>}. */
public sealed interface PromotionEvent extends Event {

    /**
     * The promotion is this from now on; also when it had ended.
     *
     * @param name for people
     * @param limit how often it can be redeemed in all; null for any number
     * @param limitPerCustomer how often one customer can redeem it; null for any number
     * @param returnsOnCancellation whether the cancellation of an order gives its redemption back
     */
    record PromotionDefined(
            String name,
            PromotionTrigger trigger,
            PromotionTerms terms,
            @Nullable Integer limit,
            @Nullable Integer limitPerCustomer,
            boolean returnsOnCancellation)
            implements PromotionEvent {
        public PromotionDefined {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(trigger, "trigger");
            Objects.requireNonNull(terms, "terms");
        }
    }

    /** The promotion is over, until it is defined again. */
    record PromotionEnded() implements PromotionEvent {}
}
