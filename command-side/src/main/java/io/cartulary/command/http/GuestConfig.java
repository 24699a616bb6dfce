package io.cartulary.command.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;

/** How guests' tokens are made. Issuer, audience and public key are those of the service's {@code TokenConfig}. */
@ConfigMapping(prefix = "cartulary.tokens.guest")
public interface GuestConfig {

    /** The private key that signs them, PEM, PKCS #8: EC on P-256 or RSA. All replicas have the same. */
    @NotNull
    Path keyFile();

    /** How long one is good for. */
    @WithDefault("30d")
    @NotNull
    Duration lifetime();
}
