package io.cartulary.command.http;

import io.cartulary.service.access.AccessTokens;
import io.cartulary.service.access.KeyFile;
import io.cartulary.service.access.Role;
import io.cartulary.service.access.TokenConfig;
import io.cartulary.service.access.TrustedTokens;
import io.cartulary.service.access.UntrustedTokenException;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PrivateKey;
import java.security.interfaces.ECKey;
import java.util.List;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * Makes the tokens that give guests access to their carts. Nothing is stored: anybody with the public key can verify a
 * token.
 */
@Startup
@ApplicationScoped
public class GuestTokens {

    private final TokenConfig.Guest issuer;
    private final GuestConfig config;
    private final PrivateKey key;

    /** Fails the start when the private key can't be read, or doesn't match the public key. */
    GuestTokens(TokenConfig trusted, GuestConfig config, TrustedTokens tokens) {
        this.issuer = trusted.guest();
        this.config = config;
        this.key = KeyFile.privateKey(config.keyFile());
        try {
            tokens.caller(of(UUID.randomUUID()));
        } catch (UntrustedTokenException e) {
            throw new IllegalArgumentException(
                    "%s doesn't have the public key of %s, or its algorithm is not among cartulary.tokens.algorithms"
                            .formatted(issuer.publicKeyFile(), config.keyFile()),
                    e);
        }
    }

    /** A token for that guest, valid from now on. */
    public String of(UUID guest) {
        NumericDate now = NumericDate.now();
        NumericDate end =
                NumericDate.fromSeconds(now.getValue() + config.lifetime().toSeconds());
        var claims = new JwtClaims();
        claims.setIssuer(issuer.issuer());
        claims.setAudience(issuer.audience());
        claims.setSubject(guest.toString());
        claims.setIssuedAt(now);
        claims.setExpirationTime(end);
        claims.setStringListClaim(AccessTokens.ROLES, List.of(Role.GUEST.wireName()));
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(
                key instanceof ECKey
                        ? AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256
                        : AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setKey(key);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("a guest's token can't be signed", e);
        }
    }
}
