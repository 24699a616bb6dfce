package io.cartulary.service.access;

import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jose4j.http.Get;
import org.jose4j.jwk.JsonWebKey;

/**
 * An issuer's keys from its published JWK set (RFC 7517), read periodically in the background: no token ever waits for
 * them. When a read fails, the keys of the last one stay.
 */
public final class RemoteKeys implements Supplier<List<JsonWebKey>>, AutoCloseable {

    /** The interval while there are no keys. */
    private static final Duration FIRST_RETRIES = Duration.ofSeconds(1);

    /** More bytes than any issuer's key set has; a longer answer is not read to its end. */
    private static final int LARGEST_ANSWER = 256 * 1024;

    private final URI url;
    private final Duration every;
    private final Consumer<String> complain;
    private final Get http = new Get();
    private final Thread reader;
    private volatile List<JsonWebKey> keys = List.of();

    /**
     * Starts reading the keys.
     *
     * @param every the interval, at most a second while there are no keys; a new key has to be published that long
     * before it is used
     * @param within the time limit for the connection, and for each part of the answer
     * @param authorities whose certificates are trusted; if empty, those that the JDK trusts
     * @param complain called when a read fails
     */
    public RemoteKeys(
            URI url, Duration every, Duration within, List<X509Certificate> authorities, Consumer<String> complain) {
        this.url = url;
        this.every = every;
        this.complain = complain;
        http.setConnectTimeout(Math.toIntExact(within.toMillis()));
        http.setReadTimeout(Math.toIntExact(within.toMillis()));
        http.setResponseBodySizeLimit(LARGEST_ANSWER);
        http.setRetries(0);
        if (!authorities.isEmpty()) {
            http.setTrustedCertificates(authorities);
        }
        this.reader = Thread.ofPlatform().daemon().name("jwks").start(this::keepReading);
    }

    @Override
    public List<JsonWebKey> get() {
        if (keys.isEmpty()) {
            throw new KeysUnavailableException("the keys of " + url + " have not been read yet");
        }
        return keys;
    }

    private void keepReading() {
        try {
            while (true) {
                read();
                Thread.sleep(keys.isEmpty() && FIRST_RETRIES.compareTo(every) < 0 ? FIRST_RETRIES : every);
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    private void read() {
        try {
            List<JsonWebKey> read = KeyFile.jwkSet(http.get(url.toString()).getBody(), url);
            if (read.isEmpty()) {
                complain.accept(url + " answers without a key");
            } else {
                keys = read;
            }
        } catch (IOException | RuntimeException e) {
            complain.accept("%s can't be read: %s".formatted(url, e));
        }
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
