package io.cartulary.service.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.cartulary.service.access.AccessTokens.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * Verifies a token at its first use, and caches its principal for a while.
 *
 * @param <P> what is cached of a verified token
 */
public final class RememberedTokens<P> {

    private final AccessTokens tokens;
    private final Function<Verified, P> principal;
    private final Cache<String, Remembered<P>> remembered;

    private record Remembered<P>(P principal, Instant expiry) {}

    /**
     * @param most the maximum number of cached tokens
     * @param longest the maximum time in the cache; never longer than the token's lifetime
     * @param leeway the tolerance after a token's expiry
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
     * The token's principal.
     *
     * @throws UntrustedTokenException when it is not trusted
     * @throws KeysUnavailableException when the issuer's keys are not available at the moment
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
