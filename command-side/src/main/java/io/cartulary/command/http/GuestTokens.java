package io.cartulary.command.http;

import io.cartulary.service.access.KeyFile;
import io.cartulary.service.access.Role;
import io.cartulary.service.access.TokenConfig;
import io.cartulary.service.access.TrustedTokens;
import io.cartulary.service.access.UntrustedTokenException;
import io.quarkus.runtime.Startup;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PrivateKey;
import java.security.interfaces.ECKey;
import java.time.Instant;
import java.util.UUID;

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
        Instant now = Instant.now();
        return Jwt.issuer(issuer.issuer())
                .audience(issuer.audience())
                .subject(guest.toString())
                .groups(Role.GUEST.wireName())
                .issuedAt(now)
                .expiresAt(now.plus(config.lifetime()))
                .jws()
                .algorithm(key instanceof ECKey ? SignatureAlgorithm.ES256 : SignatureAlgorithm.RS256)
                .sign(key);
    }
}
