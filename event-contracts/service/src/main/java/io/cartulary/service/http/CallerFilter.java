package io.cartulary.service.http;

import io.cartulary.service.access.Caller;
import io.cartulary.service.access.RateConfig;
import io.cartulary.service.access.RequestRate;
import io.cartulary.service.access.TrustedTokens.CallerPrincipal;
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

/** Finds out who calls, by the bearer token, and refuses callers that call too often. */
public class CallerFilter {

    private final CurrentIdentityAssociation identity;
    private final RequestRate rate;

    public CallerFilter(CurrentIdentityAssociation identity, RateConfig rate) {
        this.identity = identity;
        this.rate = new RequestRate(rate.requestsPerSecond(), rate.atOnce(), rate.callers());
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public Uni<Void> identify(ContainerRequestContext request, HttpServerRequest connection) {
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

    /** Every log entry of this request names it. Neither value has a character that could begin a line. */
    private static void nameInLog(Caller caller, @Nullable String correlationId) {
        MDC.put("actor", caller.actor());
        if (correlationId != null && CorrelationId.isOne(correlationId)) {
            MDC.put("correlationId", correlationId);
        }
    }

    private static void refuse(Duration pause) {
        throw EdgeProblem.TOO_MANY_REQUESTS
                .builder(EdgeProblem.TOO_MANY_REQUESTS.summary())
                .withHeader(HttpHeaders.RETRY_AFTER, pause.plusMillis(999).toSeconds())
                .build();
    }
}
