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

/** The trusted issuers of bearer tokens. Exactly one of {@link #jwksUrl} and {@link #keyFile} has to be set. */
@ConfigMapping(prefix = "cartulary.tokens")
public interface TokenConfig {

    /** The claim {@code iss} in the tokens of customers, staff and operators. */
    @NotBlank
    String issuer();

    /** The value that their claim {@code aud} has to contain. */
    @WithDefault("cartulary")
    @NotBlank
    String audience();

    /** The address of the issuer's JWK set. */
    Optional<URI> jwksUrl();

    /**
     * A file with the certificates (PEM) of the authorities that are trusted at {@link #jwksUrl}, in place of those that the
     * JDK trusts. Read once, at start.
     */
    Optional<Path> jwksCaFile();

    /** A file with the issuer's public keys, PEM or a JWK set. Read once, at start. */
    Optional<Path> keyFile();

    /** The permitted signature algorithms. */
    @WithDefault("RS256,ES256")
    @NotEmpty
    Set<SigningAlgorithm> algorithms();

    /** The tolerated difference between the issuer's clock and this one's. */
    @WithDefault("30s")
    @NotNull
    Duration leeway();

    /**
     * The interval between two reads of {@link #jwksUrl}: a new key has to be published that long before it is used.
     */
    @WithDefault("5m")
    @NotNull
    Duration jwksEvery();

    /** How long {@link #jwksUrl} may take to answer. */
    @WithDefault("5s")
    @NotNull
    Duration jwksWithin();

    /** The number of verified tokens in the cache, which need no second verification. */
    @WithDefault("10000")
    @Min(0)
    long remembered();

    /**
     * How long a token stays in the cache, never longer than its lifetime. A token whose key is withdrawn stays valid
     * for this time.
     */
    @WithDefault("5m")
    @NotNull
    Duration rememberedFor();

    /** The tokens of guests, which the command service makes. */
    Guest guest();

    /** A guest's token is the guest's only access to its cart. */
    interface Guest {

        /** The claim {@code iss}. */
        @WithDefault("cartulary-guests")
        @NotBlank
        String issuer();

        /** The claim {@code aud}. */
        @WithDefault("cartulary-guests")
        @NotBlank
        String audience();

        /** The public key of the command service and, during a key rotation, the one before it. */
        @NotNull
        Path publicKeyFile();
    }
}
