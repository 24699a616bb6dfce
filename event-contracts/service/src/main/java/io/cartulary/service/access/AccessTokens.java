package io.cartulary.service.access;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;

/** Reads bearer tokens: signed JWTs (RFC 7519) of the trusted issuers, each by its own rules. */
public final class AccessTokens {

    /** The claim with the roles, as MicroProfile JWT names it. */
    public static final String ROLES = "groups";

    /** Parses without verification: only to find the issuer whose rules apply. */
    private static final JwtConsumer UNVERIFIED = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setDisableRequireSignature()
            .setSkipSignatureVerification()
            .build();

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final Map<String, Trusted> issuers;

    private record Trusted(TokenIssuer issuer, JwtConsumer consumer) {}

    /**
     * A verified token.
     *
     * @param expiry without the leeway
     */
    public record Verified(JwtClaims claims, Caller caller, Instant expiry) {}

    /** @throws IllegalArgumentException when two issuers have the same name */
    public AccessTokens(List<TokenIssuer> issuers) {
        if (issuers.stream().map(TokenIssuer::name).distinct().count() < issuers.size()) {
            throw new IllegalArgumentException("two issuers of tokens can't have the same name");
        }
        this.issuers = issuers.stream()
                .map(issuer -> new Trusted(issuer, issuer.consumer()))
                .collect(toUnmodifiableMap(trusted -> trusted.issuer().name(), Function.identity()));
    }

    /**
     * Verifies a token in its compact form.
     *
     * @throws UntrustedTokenException when it is not trusted
     * @throws KeysUnavailableException when the issuer's keys are not available at the moment
     */
    public Verified verify(String token) throws UntrustedTokenException {
        try {
            JwtContext context = UNVERIFIED.process(token);
            Trusted trusted = trusted(context.getJwtClaims());
            // jose4j would treat an exception thrown inside it as a fault of the token
            var _ = trusted.issuer().keys().get();
            trusted.consumer().processContext(context);
            JwtClaims claims = context.getJwtClaims();
            return new Verified(claims, caller(trusted.issuer(), claims), expiry(claims));
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException | ArithmeticException _) {
            throw new UntrustedTokenException("the token is malformed, expired, or not signed by its issuer");
        }
    }

    /** A time after the year 9999 is a mistake: milliseconds for seconds, for example. */
    private static Instant expiry(JwtClaims claims) throws MalformedClaimException {
        long seconds = claims.getExpirationTime().getValue();
        if (seconds > LATEST.getEpochSecond()) {
            throw new IllegalArgumentException("the token's expiry is out of range");
        }
        return Instant.ofEpochSecond(seconds);
    }

    private Trusted trusted(JwtClaims claims) throws MalformedClaimException, UntrustedTokenException {
        String name = claims.getIssuer();
        Trusted trusted = name == null ? null : issuers.get(name);
        if (trusted == null) {
            throw new UntrustedTokenException("the token's issuer is unknown");
        }
        return trusted;
    }

    private static Caller caller(TokenIssuer issuer, JwtClaims claims) throws MalformedClaimException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (claims.hasClaim(ROLES)) {
            claims.getStringListClaimValue(ROLES)
                    .forEach(name ->
                            Role.of(name).filter(issuer.roles()::contains).ifPresent(roles::add));
        }
        String subject = claims.getSubject();
        return roles.contains(Role.GUEST) ? Caller.guest(UUID.fromString(subject)) : Caller.known(subject, roles);
    }
}
