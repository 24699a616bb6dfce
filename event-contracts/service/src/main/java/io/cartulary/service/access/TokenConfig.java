package io.cartulary.service.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Whose bearer tokens are believed. Exactly one of {@link #jwksUrl} and {@link #keyFile} has to be set. */
@ConfigMapping(prefix = "cartulary.tokens")
public interface TokenConfig {

    /** The claim {@code iss} that the tokens of customers, staff and operators have. */
    @NotBlank
    String issuer();

    /** Has to be among their claim {@code aud}. */
    @WithDefault("cartulary")
    @NotBlank
    String audience();

    /** Where their issuer publishes its keys, a JWK set. */
    Optional<URI> jwksUrl();

    /** A file with their issuer's public keys, PEM or a JWK set. Read once, at start. */
    Optional<Path> keyFile();

    /** In which they may be signed. */
    @WithDefault("RS256,ES256")
    @NotEmpty
    Set<SigningAlgorithm> algorithms();

    /** By how much the issuer's clock may differ from this one's. */
    @WithDefault("30s")
    @NotNull
    Duration leeway();

    /** How often {@link #jwksUrl} is read again: a new key has to be published that long before it is used. */
    @WithDefault("5m")
    @NotNull
    Duration jwksEvery();

    /** How long {@link #jwksUrl} may take to answer. */
    @WithDefault("5s")
    @NotNull
    Duration jwksWithin();

    /** How many verified tokens are remembered, so that the next request with one need not verify it again. */
    @WithDefault("10000")
    @Min(0)
    long remembered();

    /** How long one is: so long a token lives on whose key is withdrawn. Never longer than the token itself. */
    @WithDefault("5m")
    @NotNull
    Duration rememberedFor();

    /** The tokens of guests, which the command service makes. */
    Guest guest();

    /** A guest's token is all that a guest has of its cart. */
    interface Guest {

        /** The claim {@code iss}. */
        @WithDefault("cartulary-guests")
        @NotBlank
        String issuer();

        /** The claim {@code aud}. */
        @WithDefault("cartulary-guests")
        @NotBlank
        String audience();

        /** The public key of those who make them and, while keys are exchanged, those before it. */
        @NotNull
        Path publicKeyFile();
    }
}
