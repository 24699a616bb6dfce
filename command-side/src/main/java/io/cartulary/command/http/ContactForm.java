package io.cartulary.command.http;

import io.cartulary.contracts.Contact;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A {@link Contact} as a client sends it, not yet validated. */
@Schema(description = "How to reach a customer about an order")
public record ContactForm(
        @NotNull @Size(max = 254) @Pattern(regexp = "[^\\s@]{1,64}@[^\\s@]+") @Schema(examples = "erika@example.com")
        String email,

        @Nullable @Pattern(regexp = "\\+?[0-9 ()./-]{3,30}") @Schema(examples = "+49 221 12345")
        String phone) {

    public Contact toContact() {
        return new Contact(email, phone);
    }
}
