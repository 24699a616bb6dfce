package io.cartulary.service.access;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.cartulary.service.access.AccessTokens.Verified;
import io.quarkus.runtime.Startup;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jspecify.annotations.Nullable;

/**
 * Reads bearer tokens for Quarkus, which has one factory for all: those of the shop's issuer, and those of guests.
 * Quarkus' own factory supports one issuer only, and reads its keys on an event loop.
 */
@Startup
@ApplicationScoped
@Alternative
@Priority(1)
public class TrustedTokens extends JWTCallerPrincipalFactory {

    private static final Logger LOG = Logger.getLogger(TrustedTokens.class);

    private final RememberedTokens<CallerPrincipal> tokens;
    private final Supplier<List<JsonWebKey>> shopKeys;

    /** Fails the start when a key is missing or can't be read. */
    public TrustedTokens(TokenConfig config) {
        this.shopKeys = shopKeys(config);
        this.tokens = new RememberedTokens<>(
                new AccessTokens(List.of(shop(config, shopKeys), guests(config))),
                CallerPrincipal::new,
                config.remembered(),
                config.rememberedFor(),
                config.leeway());
    }

    /** Quarkus' principal with our caller. */
    public static final class CallerPrincipal extends DefaultJWTCallerPrincipal {

        private final Caller caller;

        CallerPrincipal(Verified token) {
            super(token.claims());
            this.caller = token.caller();
        }

        public Caller caller() {
            return caller;
        }

        /** Only the accepted roles: a token of the shop makes nobody a guest. */
        @Override
        public Set<String> getGroups() {
            return caller.roles().stream().map(Role::wireName).collect(toUnmodifiableSet());
        }
    }

    private static TokenIssuer shop(TokenConfig config, Supplier<List<JsonWebKey>> keys) {
        return TokenIssuer.shop(config.issuer(), config.audience(), config.algorithms(), config.leeway(), keys);
    }

    private static Supplier<List<JsonWebKey>> shopKeys(TokenConfig config) {
        if (config.jwksUrl().isPresent() == config.keyFile().isPresent()) {
            throw new IllegalArgumentException(
                    "set one of cartulary.tokens.jwks-url (JWT_JWKS_URL) and cartulary.tokens.key-file (JWT_KEY_FILE):"
                            + " tokens can't be verified without");
        }
        return config.jwksUrl()
                .<Supplier<List<JsonWebKey>>>map(url -> new RemoteKeys(
                        url,
                        config.jwksEvery(),
                        config.jwksWithin(),
                        config.jwksCaFile().map(KeyFile::certificates).orElse(List.of()),
                        LOG::warn))
                .orElseGet(() -> TokenIssuer.constant(config.keyFile().orElseThrow()));
    }

    private static TokenIssuer guests(TokenConfig config) {
        return TokenIssuer.guests(
                config.guest().issuer(),
                config.guest().audience(),
                config.algorithms(),
                config.leeway(),
                config.guest().publicKeyFile());
    }

    @Override
    public JWTCallerPrincipal parse(String token, @Nullable JWTAuthContextInfo unused) throws ParseException {
        try {
            return tokens.principal(token);
        } catch (UntrustedTokenException untrusted) {
            throw new ParseException(untrusted.getMessage());
        }
    }

    /** Whether the keys of the shop's issuer are known. Once they are, they stay, also while the issuer is away. */
    boolean hasShopKeys() {
        try {
            return !shopKeys.get().isEmpty();
        } catch (KeysUnavailableException _) {
            return false;
        }
    }

    /** Who has that token. */
    public Caller caller(String token) throws UntrustedTokenException {
        return tokens.principal(token).caller();
    }
}
