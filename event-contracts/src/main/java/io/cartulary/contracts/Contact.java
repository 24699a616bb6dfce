package io.cartulary.contracts;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A customer's contact for an order. All of it is {@linkplain PersonalData personal}. */
public record Contact(String email, @Nullable String phone) {
    public Contact {
        Objects.requireNonNull(email, "email");
    }
}
