package io.cartulary.service.access;

import java.util.Arrays;
import java.util.Optional;

/** The roles of callers. */
public enum Role {
    /** An anonymous shopper with a cart. */
    GUEST(Name.GUEST),
    CUSTOMER(Name.CUSTOMER),
    /** The shop's staff: may act on all carts and orders, and maintains the products. */
    STAFF(Name.STAFF),
    /** Operates the services. */
    OPERATOR(Name.OPERATOR),
    /** A service itself; no token has this role. */
    SYSTEM("system");

    private final String wireName;

    /** The names in the tokens' claim {@code groups}, as constants for annotations. */
    public static final class Name {
        public static final String GUEST = "guest";
        public static final String CUSTOMER = "customer";
        public static final String STAFF = "staff";
        public static final String OPERATOR = "operator";

        private Name() {}
    }

    Role(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    static Optional<Role> of(String wireName) {
        return Arrays.stream(values())
                .filter(role -> role.wireName.equals(wireName))
                .findFirst();
    }
}
