package io.cartulary.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;
import java.util.UUID;

/** Whose cart it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Owner.Guest.class, name = "guest"),
    @JsonSubTypes.Type(value = Owner.Customer.class, name = "customer")
})
public sealed interface Owner {

    /** Someone who has not said who they are. */
    record Guest(UUID guestId) implements Owner {
        public Guest {
            Objects.requireNonNull(guestId, "guestId");
        }
    }

    /** Someone the shop knows, by the subject their token names. */
    record Customer(String customerId) implements Owner {
        public Customer {
            Objects.requireNonNull(customerId, "customerId");
        }
    }
}
