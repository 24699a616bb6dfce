package io.cartulary.service.access;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready until the keys of the token issuer have been read once: before that a replica can only answer 503
 * {@code keys-unavailable}, and must not replace one that has them.
 */
@Readiness
@ApplicationScoped
class IssuerKeysHealth implements HealthCheck {

    private final TrustedTokens tokens;

    IssuerKeysHealth(TrustedTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("token issuer keys")
                .status(tokens.hasShopKeys())
                .build();
    }
}
