package io.cartulary.command.http;

import io.cartulary.command.http.TrustedTokens.CallerPrincipal;
import io.cartulary.contracts.access.Caller;
import io.cartulary.contracts.access.Role;
import io.cartulary.contracts.access.UntrustedTokenException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Finds out who calls, by the bearer token and, where a customer brings one along, a guest's token. */
class CallerFilter {

    private final CurrentIdentityAssociation identity;
    private final TrustedTokens tokens;

    CallerFilter(CurrentIdentityAssociation identity, TrustedTokens tokens) {
        this.identity = identity;
        this.tokens = tokens;
    }

    @ServerRequestFilter
    Uni<Void> identify(ContainerRequestContext request) {
        @Nullable String guestToken = request.getHeaderString(CommandHeaders.GUEST_TOKEN);
        return identity.getDeferredIdentity()
                .map(known -> known.getPrincipal() instanceof CallerPrincipal principal
                        ? principal.caller()
                        : Caller.ANONYMOUS)
                .map(caller ->
                        guestToken == null || caller.roles().isEmpty() ? caller : caller.alsoGuest(guest(guestToken)))
                .invoke(caller -> request.setSecurityContext(new CallerContext(caller)))
                .replaceWithVoid();
    }

    private UUID guest(String token) {
        try {
            Caller shown = tokens.caller(token);
            @Nullable UUID guest = shown.guest();
            if (shown.is(Role.GUEST) && guest != null) {
                return guest;
            }
        } catch (UntrustedTokenException _) {
            // Refused below.
        }
        throw Problems.problem(
                        HttpResponseStatus.UNAUTHORIZED,
                        "unauthenticated",
                        CommandHeaders.GUEST_TOKEN + " is no guest's token, or not any more.")
                .build();
    }
}
