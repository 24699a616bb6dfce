package io.cartulary.service.process;

import io.quarkus.runtime.configuration.DurationConverter;
import java.security.Security;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how long the JDK remembers the address of a name, and that a name has none. Its own defaults, 30 s and 10 s, would
 * keep a service from a server that has come back at another address, or whose name was unknown when the service started.
 *
 * <p>The JDK reads its policy once, at the first look-up of any name. Quarkus looks names up before it notifies anything of
 * a start, and so does whatever logs: the log manager looks up the name of this machine. So this comes before Quarkus, and
 * reads the environment and system properties without its configuration. A native image has to initialise the policy when
 * it starts: see {@code META-INF/native-image}.
 */
public final class AddressCache {

    private static final String REMEMBERED = "cartulary.addresses.remembered";
    private static final String UNKNOWN_REMEMBERED = "cartulary.addresses.unknown-remembered";

    static final String REMEMBERED_BY_THE_JDK = "sun.net.inetaddr.ttl";
    static final String UNKNOWN_REMEMBERED_BY_THE_JDK = "networkaddress.cache.negative.ttl";

    private AddressCache() {}

    /**
     * Sets the policy, in whole seconds.
     *
     * @throws IllegalArgumentException when a value is no duration, or a negative one, which the JDK takes for "for ever"; it
     *     names the key
     */
    public static void bound() {
        String remembered = seconds(REMEMBERED, Duration.ofSeconds(5));
        String unknownRemembered = seconds(UNKNOWN_REMEMBERED, Duration.ofSeconds(1));
        // The JDK logs a change of a security property once it is made, so the policy may be read after the first one.
        // That an address is remembered can be set otherwise; that a name is unknown, in java.security, can't.
        System.setProperty(REMEMBERED_BY_THE_JDK, remembered);
        Security.setProperty(UNKNOWN_REMEMBERED_BY_THE_JDK, unknownRemembered);
    }

    private static String seconds(String key, Duration otherwise) {
        @Nullable String configured = configured(key);
        Duration remembered = configured == null || configured.isBlank() ? otherwise : parsed(key, configured);
        if (remembered.isNegative()) {
            throw new IllegalArgumentException("%s is negative: %s".formatted(key, remembered));
        }
        return Long.toString(remembered.toSeconds());
    }

    private static @Nullable String configured(String key) {
        String property = System.getProperty(key);
        return property == null
                ? System.getenv(key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'))
                : property;
    }

    private static Duration parsed(String key, String text) {
        try {
            return DurationConverter.parseDuration(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s is no duration: %s".formatted(key, text), e);
        }
    }
}
