package io.cartulary.query.http;

import io.cartulary.contracts.access.Caller;
import io.cartulary.query.http.TrustedTokens.CallerPrincipal;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Finds out who asks, by the bearer token. */
class CallerFilter {

    private final CurrentIdentityAssociation identity;

    CallerFilter(CurrentIdentityAssociation identity) {
        this.identity = identity;
    }

    @ServerRequestFilter
    Uni<Void> identify(ContainerRequestContext request) {
        return identity.getDeferredIdentity()
                .map(known -> known.getPrincipal() instanceof CallerPrincipal principal
                        ? principal.caller()
                        : Caller.ANONYMOUS)
                .invoke(caller -> request.setSecurityContext(new CallerContext(caller)))
                .replaceWithVoid();
    }
}
