package io.cartulary.service.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.cartulary.service.access.AccessTokens.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * Verifies a token when it comes for the first time, and remembers for a while whose it is.
 *
 * @param <P> what is remembered of a verified token
 */
public final class RememberedTokens<P> {

    private final AccessTokens tokens;
    private final Function<Verified, P> principal;
    private final Cache<String, Remembered<P>> remembered;

    private record Remembered<P>(P principal, Instant expiry) {}

    /**
     * @param most how many tokens are remembered at once
     * @param longest for how long at most; no longer than the token is good for
     * @param leeway by how much a token may be past its time
     */
    public RememberedTokens(
            AccessTokens tokens, Function<Verified, P> principal, long most, Duration longest, Duration leeway) {
        this.tokens = tokens;
        this.principal = principal;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfter(Expiry.<String, Remembered<P>>creating((_, token) -> shorter(
                        longest, Duration.between(Instant.now(), token.expiry().plus(leeway)))))
                .build();
    }

    /**
     * Whose the token is.
     *
     * @throws UntrustedTokenException when it is not one that has to be believed
     * @throws KeysUnavailableException when that can't be said at the moment
     */
    public P principal(String token) throws UntrustedTokenException {
        Remembered<P> known = remembered.getIfPresent(token);
        if (known == null) {
            Verified verified = tokens.verify(token);
            known = new Remembered<>(principal.apply(verified), verified.expiry());
            remembered.put(token, known);
        }
        return known.principal();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
