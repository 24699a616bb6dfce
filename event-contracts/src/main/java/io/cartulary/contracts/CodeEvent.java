package io.cartulary.contracts;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The events of a promotion's code, on the stream {@code code:<code in capitals>}. */
public sealed interface CodeEvent extends Event {

    /**
     * The code gives the promotion. It is never that of another one.
     *
     * @param promotion its id
     * @param limit how often the code can be redeemed in all; null for any number
     * @param limitPerCustomer how often one customer can redeem it; null for any number
     */
    record CodeDefined(
            String promotion,
            @Nullable Integer limit,
            @Nullable Integer limitPerCustomer) implements CodeEvent {
        public CodeDefined {
            Objects.requireNonNull(promotion, "promotion");
        }
    }
}
