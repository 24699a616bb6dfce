package io.cartulary.query.http;

import io.cartulary.contracts.CorrelationId;
import io.cartulary.contracts.access.Caller;
import io.cartulary.contracts.access.RequestRate;
import io.cartulary.query.http.TrustedTokens.CallerPrincipal;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Finds out who asks, by the bearer token, and whether not too often. */
class CallerFilter {

    private final CurrentIdentityAssociation identity;
    private final RequestRate rate;

    CallerFilter(CurrentIdentityAssociation identity, RateConfig rate) {
        this.identity = identity;
        this.rate = new RequestRate(rate.requestsPerSecond(), rate.atOnce(), rate.callers());
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    Uni<Void> identify(ContainerRequestContext request, HttpServerRequest connection) {
        return identity.getDeferredIdentity()
                .map(known -> known.getPrincipal() instanceof CallerPrincipal principal
                        ? principal.caller()
                        : Caller.ANONYMOUS)
                .invoke(caller ->
                        rate.refusal(caller, connection.remoteAddress().host()).ifPresent(CallerFilter::refuse))
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
        throw Problem.TOO_MANY_REQUESTS
                .builder("too many requests of one caller")
                .withHeader(HttpHeaders.RETRY_AFTER, pause.plusMillis(999).toSeconds())
                .build();
    }
}
