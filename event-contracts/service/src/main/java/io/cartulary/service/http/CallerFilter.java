package io.cartulary.service.http;

import io.cartulary.service.access.Caller;
import io.cartulary.service.access.CallerRates;
import io.cartulary.service.access.ProxyConfig;
import io.cartulary.service.access.RateConfig;
import io.cartulary.service.access.TrustedProxies;
import io.cartulary.service.access.TrustedTokens.CallerPrincipal;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Finds the caller, by the bearer token, and its address; and rejects callers over the rate limit. */
public class CallerFilter {

    private static final String FORWARDED = "X-Forwarded-For";

    private final CurrentIdentityAssociation identity;
    private final CallerRates rates;
    private final TrustedProxies proxies;

    public CallerFilter(CurrentIdentityAssociation identity, RateConfig rate, ProxyConfig proxies) {
        this.identity = identity;
        this.rates = new CallerRates(rate);
        this.proxies = new TrustedProxies(proxies.trusted().orElse(List.of()));
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    public Uni<Void> identify(ContainerRequestContext request, HttpServerRequest connection) {
        String address = proxies.caller(
                connection.remoteAddress().hostAddress(), connection.headers().getAll(FORWARDED));
        return identity.getDeferredIdentity()
                .map(known -> known.getPrincipal() instanceof CallerPrincipal principal
                        ? principal.caller()
                        : Caller.ANONYMOUS)
                .invoke(caller -> rates.rejection(caller, address).ifPresent(CallerFilter::reject))
                .invoke(caller -> request.setSecurityContext(new CallerContext(caller, address)))
                .invoke(caller -> nameInLog(caller, request.getHeaderString(CorrelationId.HEADER)))
                .replaceWithVoid();
    }

    /** Adds it to every log entry of this request. Neither value has a character that could begin a line. */
    private static void nameInLog(Caller caller, @Nullable String correlationId) {
        MDC.put("actor", caller.actor());
        if (correlationId != null && CorrelationId.isOne(correlationId)) {
            MDC.put("correlationId", correlationId);
        }
    }

    private static void reject(Duration pause) {
        throw EdgeProblem.TOO_MANY_REQUESTS.after(pause);
    }
}
