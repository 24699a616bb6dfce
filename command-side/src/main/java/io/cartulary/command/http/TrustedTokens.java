package io.cartulary.command.http;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.cartulary.contracts.access.AccessTokens;
import io.cartulary.contracts.access.AccessTokens.Verified;
import io.cartulary.contracts.access.Caller;
import io.cartulary.contracts.access.KeyFile;
import io.cartulary.contracts.access.RemoteKeys;
import io.cartulary.contracts.access.Role;
import io.cartulary.contracts.access.TokenIssuer;
import io.cartulary.contracts.access.UntrustedTokenException;
import io.quarkus.runtime.Startup;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jspecify.annotations.Nullable;

/**
 * Reads bearer tokens for Quarkus, which asks one factory for all: those of the shop's issuer, and those of guests. Its
 * own would know one issuer only, and read its keys on an event loop.
 */
@Startup
@ApplicationScoped
@Alternative
@Priority(1)
public class TrustedTokens extends JWTCallerPrincipalFactory {

    private static final Logger LOG = Logger.getLogger(TrustedTokens.class);

    private final AccessTokens tokens;
    private final Cache<String, Remembered> remembered;
    private final Optional<RemoteKeys> remote;

    /** Fails, and so does the start, when a key is missing or can't be read. */
    TrustedTokens(TokenConfig config) {
        this.remote =
                config.jwksUrl().map(url -> new RemoteKeys(url, config.jwksEvery(), config.jwksWithin(), LOG::warn));
        this.tokens = new AccessTokens(List.of(shop(config), guests(config)));
        this.remembered = Caffeine.newBuilder()
                .maximumSize(config.remembered())
                .expireAfter(Expiry.<String, Remembered>creating((_, token) -> shorter(
                        config.rememberedFor(),
                        Duration.between(Instant.now(), token.expiry().plus(config.leeway())))))
                .build();
    }

    private record Remembered(CallerPrincipal principal, Instant expiry) {}

    /** What Quarkus knows of a caller, and what we do. */
    static final class CallerPrincipal extends DefaultJWTCallerPrincipal {

        private final Caller caller;

        CallerPrincipal(Verified token) {
            super(token.claims());
            this.caller = token.caller();
        }

        Caller caller() {
            return caller;
        }

        /** Only those that count: a token of the shop makes nobody a guest. */
        @Override
        public Set<String> getGroups() {
            return caller.roles().stream().map(Role::wireName).collect(toUnmodifiableSet());
        }
    }

    private TokenIssuer shop(TokenConfig config) {
        Supplier<List<JsonWebKey>> keys;
        if (config.jwksUrl().isPresent() == config.keyFile().isPresent()) {
            throw new IllegalArgumentException(
                    "set one of cartulary.tokens.jwks-url (JWT_JWKS_URL) and cartulary.tokens.key-file (JWT_KEY_FILE):"
                            + " nobody's token can be verified without");
        }
        keys = remote.<Supplier<List<JsonWebKey>>>map(urls -> urls)
                .orElseGet(() -> constant(config.keyFile().orElseThrow()));
        return new TokenIssuer(
                config.issuer(),
                config.audience(),
                config.algorithms(),
                config.leeway(),
                keys,
                Set.of(Role.CUSTOMER, Role.STAFF, Role.OPERATOR));
    }

    private static TokenIssuer guests(TokenConfig config) {
        return new TokenIssuer(
                config.guest().issuer(),
                config.guest().audience(),
                config.algorithms(),
                config.leeway(),
                constant(config.guest().publicKeyFile()),
                Set.of(Role.GUEST));
    }

    private static Supplier<List<JsonWebKey>> constant(Path file) {
        List<JsonWebKey> keys = KeyFile.publicKeys(file);
        return () -> keys;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Whether tokens can be judged at all. */
    boolean areReady() {
        return remote.map(RemoteKeys::areKnown).orElse(true);
    }

    @Override
    public JWTCallerPrincipal parse(String token, @Nullable JWTAuthContextInfo unused) throws ParseException {
        try {
            return principal(token);
        } catch (UntrustedTokenException untrusted) {
            throw new ParseException(untrusted.getMessage());
        }
    }

    /** Who has that token. */
    Caller caller(String token) throws UntrustedTokenException {
        return principal(token).caller();
    }

    private CallerPrincipal principal(String token) throws UntrustedTokenException {
        Remembered known = remembered.getIfPresent(token);
        if (known != null) {
            return known.principal();
        }
        Verified verified = tokens.verify(token);
        var principal = new CallerPrincipal(verified);
        remembered.put(token, new Remembered(principal, Instant.ofEpochSecond(principal.getExpirationTime())));
        return principal;
    }
}
