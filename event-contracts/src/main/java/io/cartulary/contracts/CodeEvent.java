package io.cartulary.contracts;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The events of a promotion's code, on the stream {@code code:<code in capitals>}. */
public sealed interface CodeEvent extends Event {

    /** The form in which codes are compared, stored and shown: they have no case. */
    static String normalized(String code) {
        return code.toUpperCase(Locale.ROOT);
    }

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
