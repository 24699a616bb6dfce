package io.cartulary.command.http;

import io.cartulary.command.http.TrustedTokens.CallerPrincipal;
import io.cartulary.contracts.CorrelationId;
import io.cartulary.contracts.access.Caller;
import io.cartulary.contracts.access.RequestRate;
import io.cartulary.contracts.access.Role;
import io.cartulary.contracts.access.UntrustedTokenException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who calls, by the bearer token and, where a customer brings one along, a guest's token; and whether not too
 * often.
 */
class CallerFilter {

    private final CurrentIdentityAssociation identity;
    private final TrustedTokens tokens;
    private final RequestRate rate;

    CallerFilter(CurrentIdentityAssociation identity, TrustedTokens tokens, RateConfig rate) {
        this.identity = identity;
        this.tokens = tokens;
        this.rate = new RequestRate(rate.requestsPerSecond(), rate.atOnce(), rate.callers());
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    Uni<Void> identify(ContainerRequestContext request, HttpServerRequest connection) {
        @Nullable String guestToken = request.getHeaderString(CommandHeaders.GUEST_TOKEN);
        return identity.getDeferredIdentity()
                .map(known -> known.getPrincipal() instanceof CallerPrincipal principal
                        ? principal.caller()
                        : Caller.ANONYMOUS)
                .invoke(caller ->
                        rate.refusal(caller, connection.remoteAddress().host()).ifPresent(CallerFilter::refuse))
                .map(caller ->
                        guestToken == null || caller.roles().isEmpty() ? caller : caller.alsoGuest(guest(guestToken)))
                .invoke(caller -> request.setSecurityContext(new CallerContext(caller)))
                .invoke(caller -> nameInLog(caller, request.getHeaderString(CorrelationId.HEADER)))
                .replaceWithVoid();
    }

    /** Whatever is logged of this request says of which one. Neither has a character that could begin a line. */
    private static void nameInLog(Caller caller, @Nullable String correlationId) {
        MDC.put("actor", caller.actor());
        if (correlationId != null && CorrelationId.isOne(correlationId)) {
            MDC.put("correlationId", correlationId);
        }
    }

    private static void refuse(Duration pause) {
        throw Problems.problem(
                        HttpResponseStatus.TOO_MANY_REQUESTS,
                        "too-many-requests",
                        "Too many requests of one caller. Try again after a pause.")
                .withHeader(HttpHeaders.RETRY_AFTER, pause.plusMillis(999).toSeconds())
                .build();
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
