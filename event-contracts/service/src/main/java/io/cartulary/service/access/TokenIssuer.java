package io.cartulary.service.access;

import static org.jose4j.jwa.AlgorithmConstraints.ConstraintType.PERMIT;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;

/**
 * A trusted issuer of tokens, and the limits of the trust.
 *
 * @param name the claim {@code iss}
 * @param audience that the claim {@code aud} has to contain
 * @param algorithms the permitted signature algorithms
 * @param leeway the tolerated difference between its clock and ours
 * @param keys its public keys at present; may throw {@link KeysUnavailableException}
 * @param roles the accepted roles of its tokens
 */
public record TokenIssuer(
        String name,
        String audience,
        Set<SigningAlgorithm> algorithms,
        Duration leeway,
        Supplier<List<JsonWebKey>> keys,
        Set<Role> roles) {

    public TokenIssuer {
        algorithms = Set.copyOf(algorithms);
        roles = Set.copyOf(roles);
    }

    /** The issuer of the tokens of the shop's customers, staff and operators. */
    public static TokenIssuer shop(
            String name,
            String audience,
            Set<SigningAlgorithm> algorithms,
            Duration leeway,
            Supplier<List<JsonWebKey>> keys) {
        return new TokenIssuer(
                name, audience, algorithms, leeway, keys, Set.of(Role.CUSTOMER, Role.STAFF, Role.OPERATOR));
    }

    /** The issuer of guests' tokens: its keys are in a file. */
    public static TokenIssuer guests(
            String name, String audience, Set<SigningAlgorithm> algorithms, Duration leeway, Path publicKeys) {
        return new TokenIssuer(name, audience, algorithms, leeway, constant(publicKeys), Set.of(Role.GUEST));
    }

    /** The keys in a file, read now. */
    public static Supplier<List<JsonWebKey>> constant(Path publicKeys) {
        List<JsonWebKey> keys = KeyFile.publicKeys(publicKeys);
        return () -> keys;
    }

    /** Checks signature, issuer, audience, expiry and, where they are given, not-before and the key's id. */
    JwtConsumer consumer() {
        String[] permitted = algorithms.stream().map(Enum::name).toArray(String[]::new);
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(PERMIT, permitted))
                .setVerificationKeyResolver((signature, nesting) -> {
                    var resolver = new JwksVerificationKeyResolver(keys.get());
                    resolver.setDisambiguateWithVerifySignature(true);
                    return resolver.resolveKey(signature, nesting);
                })
                .setExpectedIssuer(true, name)
                .setExpectedAudience(true, audience)
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds((int) leeway.toSeconds())
                .build();
    }
}
