package io.cartulary.command.http;

import io.cartulary.contracts.Address;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An {@link Address} as a client sends it, not yet known to be one. */
@Schema(description = "Where goods go")
public record AddressForm(
        @NotBlank @Size(max = 200) @Schema(examples = "Erika Mustermann")
        String recipient,

        @NotBlank @Size(max = 200) @Schema(examples = "Heidestraße 17")
        String street,

        @Nullable @Size(min = 1, max = 200) @Schema(description = "What else it takes to find the door")
        String addition,

        @Nullable @Size(min = 1, max = 20) @Schema(examples = "51147")
        String postalCode,

        @NotBlank @Size(max = 100) @Schema(examples = "Köln")
        String city,

        @Nullable @Size(min = 1, max = 100) @Schema(description = "A state or province, where addresses have one")
        String region,

        @NotNull
        @CountryInUse
        @Schema(examples = "DE", pattern = "^[A-Z]{2}$", description = "A country of ISO 3166-1, two letters")
        String country) {

    public Address toAddress() {
        return new Address(recipient, street, addition, postalCode, city, region, country);
    }
}
