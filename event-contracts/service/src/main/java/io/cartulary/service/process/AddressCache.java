package io.cartulary.service.process;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.security.Security;
import java.time.Duration;

/**
 * Bounds how long the JDK remembers the address of a name, and that a name has none. Its own defaults, 30 s and 10 s, would
 * keep a service from a server that has come back at another address, or whose name was unknown when the service started.
 *
 * <p>The JDK reads its policy once, at the first look-up of any name. Quarkus looks names up before it notifies anything of
 * a start, so this comes before Quarkus, and reads the environment and system properties only. A native image has to
 * initialise the policy when it starts: see {@code META-INF/native-image}.
 */
public final class AddressCache {

    private static final String REMEMBERED = "cartulary.addresses.remembered";
    private static final String UNKNOWN_REMEMBERED = "cartulary.addresses.unknown-remembered";

    private AddressCache() {}

    /**
     * Sets the policy, in whole seconds.
     *
     * @throws IllegalArgumentException when a value is no duration, or a negative one, which the JDK takes for "for ever"; it
     *     names the key
     */
    public static void bound() {
        SmallRyeConfig environment = new SmallRyeConfigBuilder()
                .addSystemSources()
                .withConverter(Duration.class, 1, new DurationConverter())
                .build();
        set("networkaddress.cache.ttl", environment, REMEMBERED, Duration.ofSeconds(5));
        set("networkaddress.cache.negative.ttl", environment, UNKNOWN_REMEMBERED, Duration.ofSeconds(1));
    }

    private static void set(String property, SmallRyeConfig environment, String key, Duration otherwise) {
        Duration remembered = environment.getOptionalValue(key, Duration.class).orElse(otherwise);
        if (remembered.isNegative()) {
            throw new IllegalArgumentException("%s is negative: %s".formatted(key, remembered));
        }
        Security.setProperty(property, Long.toString(remembered.toSeconds()));
    }
}
