package io.cartulary.command.http;

import io.cartulary.contracts.Address;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An {@link Address} as a client sends it, not yet known to be one. */
@Schema(description = "A postal address")
public record AddressForm(
        @NotBlank @Size(max = 200) @Schema(examples = "Erika Mustermann")
        String recipient,

        @NotBlank @Size(max = 200) @Schema(examples = "Heidestraße 17")
        String street,

        @Nullable @Size(min = 1, max = 200) @Schema(description = "Further details, such as a floor")
        String addition,

        @Nullable @Size(min = 1, max = 20) @Schema(examples = "51147")
        String postalCode,

        @NotBlank @Size(max = 100) @Schema(examples = "Köln")
        String city,

        @Nullable
        @Size(min = 1, max = 100)
        @Schema(description = "A state or province, in countries whose addresses have one")
        String region,

        @NotNull
        @CountryInUse
        @Schema(examples = "DE", pattern = "^[A-Z]{2}$", description = "A country, ISO 3166-1 alpha-2")
        String country) {

    public Address toAddress() {
        return new Address(recipient, street, addition, postalCode, city, region, country);
    }
}
