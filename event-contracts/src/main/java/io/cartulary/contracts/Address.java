package io.cartulary.contracts;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param company that the goods or the invoice are for; missing for a private person
 * @param phone for the carrier; missing when the contact's is to be used
 */
public record Address(
        String recipient,
        String street,
        @Nullable String addition,
        @Nullable String postalCode,
        String city,
        @Nullable String region,
        String country,
        @JsonInclude(NON_NULL) @Nullable String company,
        @JsonInclude(NON_NULL) @Nullable String phone) {
    public Address {
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(street, "street");
        Objects.requireNonNull(city, "city");
        Objects.requireNonNull(country, "country");
    }

    /** Of a private person, without a telephone number. */
    public Address(
            String recipient,
            String street,
            @Nullable String addition,
            @Nullable String postalCode,
            String city,
            @Nullable String region,
            String country) {
        this(recipient, street, addition, postalCode, city, region, country, null, null);
    }
}
