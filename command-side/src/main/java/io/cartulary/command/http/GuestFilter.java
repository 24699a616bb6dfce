package io.cartulary.command.http;

import io.cartulary.service.access.Caller;
import io.cartulary.service.access.Role;
import io.cartulary.service.access.TrustedTokens;
import io.cartulary.service.access.UntrustedTokenException;
import io.cartulary.service.http.CallerContext;
import io.cartulary.service.http.EdgeProblem;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets a caller with a token also act as a guest, by the guest's token. */
class GuestFilter {

    private final TrustedTokens tokens;

    GuestFilter(TrustedTokens tokens) {
        this.tokens = tokens;
    }

    /** Runs after the filters that authenticate the caller and check that the header has one value. */
    @ServerRequestFilter(priority = Priorities.AUTHORIZATION + 200)
    void identify(ContainerRequestContext request) {
        @Nullable String token = request.getHeaderString(CommandHeaders.GUEST_TOKEN);
        Caller caller = CallerContext.caller(request.getSecurityContext());
        if (token != null && !caller.roles().isEmpty()) {
            request.setSecurityContext(new CallerContext(
                    caller.alsoGuest(guest(token)), CallerContext.address(request.getSecurityContext())));
        }
    }

    private UUID guest(String token) {
        try {
            Caller shown = tokens.caller(token);
            @Nullable UUID guest = shown.guest();
            if (shown.is(Role.GUEST) && guest != null) {
                return guest;
            }
        } catch (UntrustedTokenException _) {
            // Rejected below.
        }
        throw EdgeProblem.UNAUTHENTICATED.because(
                CommandHeaders.GUEST_TOKEN + " is not a guest's token, or has expired.");
    }
}
