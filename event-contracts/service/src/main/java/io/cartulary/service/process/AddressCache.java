package io.cartulary.service.process;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.Security;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds how long the JDK remembers the address of a name, and that a name has none. Its own defaults, 30 s and 10 s, would
 * keep a service from a server that has come back at another address, or whose name was unknown when the service started.
 */
@ApplicationScoped
public class AddressCache {

    /**
     * Ahead of {@code TrustedTokens}, at 1, which look the issuer's name up, and of the channels, at 1000, which look up
     * Kafka's: the JDK reads its policy once.
     */
    private static final int BEFORE_ANY_LOOKUP = 0;

    /**
     * Sets the policy.
     *
     * @param remembered how long an address is remembered; whole seconds
     * @param unknownRemembered how long a name without an address is; whole seconds
     */
    public void bound(
            @Observes @Priority(BEFORE_ANY_LOOKUP) StartupEvent started,
            @ConfigProperty(name = "cartulary.addresses.remembered", defaultValue = "5s") Duration remembered,
            @ConfigProperty(name = "cartulary.addresses.unknown-remembered", defaultValue = "1s")
                    Duration unknownRemembered) {
        Security.setProperty("networkaddress.cache.ttl", Long.toString(remembered.toSeconds()));
        Security.setProperty("networkaddress.cache.negative.ttl", Long.toString(unknownRemembered.toSeconds()));
    }
}
