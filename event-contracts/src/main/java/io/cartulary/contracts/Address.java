package io.cartulary.contracts;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A postal address. All of it is {@linkplain PersonalData personal}.
 *
 * @param recipient a person, a company, or both
 * @param street with the number
 * @param addition further details to find the door, such as a floor
 * @param postalCode missing where there are none
 * @param region a state or province, where addresses have one
 * @param country ISO 3166-1 alpha-2
 */
public record Address(
        String recipient,
        String street,
        @Nullable String addition,
        @Nullable String postalCode,
        String city,
        @Nullable String region,
        String country) {
    public Address {
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(street, "street");
        Objects.requireNonNull(city, "city");
        Objects.requireNonNull(country, "country");
    }
}
