package io.cartulary.command.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;

/** The signing of guests' tokens. Issuer, audience and public key are those of the service's {@code TokenConfig}. */
@ConfigMapping(prefix = "cartulary.tokens.guest")
public interface GuestConfig {

    /** The private key that signs the tokens, PEM, PKCS #8: EC on P-256 or RSA. All replicas have the same key. */
    @NotNull
    Path keyFile();

    /** The lifetime of a token. */
    @WithDefault("30d")
    @NotNull
    Duration lifetime();
}
