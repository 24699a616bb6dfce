package io.cartulary.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Objects;
import java.util.UUID;

/** The owner of a cart. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.EXISTING_PROPERTY, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Owner.Guest.class, name = Owner.GUEST),
    @JsonSubTypes.Type(value = Owner.Customer.class, name = Owner.CUSTOMER)
})
public sealed interface Owner {

    /** The {@link #kind} of a {@link Guest}. */
    String GUEST = "guest";

    /** The {@link #kind} of a {@link Customer}. */
    String CUSTOMER = "customer";

    /** A property like any other. Jackson's own would always come first, in spite of the sorting. */
    @JsonProperty("kind")
    default String kind() {
        return switch (this) {
            case Guest _ -> GUEST;
            case Customer _ -> CUSTOMER;
        };
    }

    /** An anonymous shopper. */
    record Guest(UUID guestId) implements Owner {
        public Guest {
            Objects.requireNonNull(guestId, "guestId");
        }
    }

    /** An authenticated shopper, by the subject of the token. */
    record Customer(String customerId) implements Owner {
        public Customer {
            Objects.requireNonNull(customerId, "customerId");
        }
    }
}
