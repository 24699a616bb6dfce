package io.cartulary.service.access;

import java.util.Arrays;
import java.util.Optional;

/** What a caller may be. */
public enum Role {
    /** Someone who has not said who they are, and has a cart all the same. */
    GUEST(Name.GUEST),
    CUSTOMER(Name.CUSTOMER),
    /** Works in the shop: may act on everybody's carts and orders, and keeps the products. */
    STAFF(Name.STAFF),
    /** Keeps the services running. */
    OPERATOR(Name.OPERATOR),
    /** A service itself; no token gives it. */
    SYSTEM("system");

    private final String wireName;

    /** As tokens have them in their claim {@code groups}, and as annotations want them. */
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
