package io.cartulary.service.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Tells browsers which web pages may call (CORS, in the Fetch standard). Callers authenticate by a header and not by
 * cookies, so there are no credentials to permit. Without the headers, the browser blocks a page of another origin. The
 * service itself answers every request, because other callers may send {@code Origin}, too.
 */
@ApplicationScoped
public class CorsFilter {

    /** Before every filter that may reject: a page has to be able to read a problem. */
    private static final int PRIORITY = 950;

    private static final String ALL = "*";

    /** The headers that a page may read. */
    private static final String EXPOSED = "ETag, Consistency-Token, Retry-After, Location, Stale-Since";

    /** The headers that a page may send. */
    private static final String HEADERS =
            "Authorization, Content-Type, Accept, Guest-Token, Idempotency-Key, If-Match, If-None-Match, Consistency-Token,"
                    + " X-Correlation-Id, Last-Event-ID, Cache-Control";

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";

    private final Set<String> origins;
    private final String maxAge;

    public CorsFilter(CorsConfig config) {
        this.origins = config.origins().map(Set::copyOf).orElse(Set.of());
        this.maxAge = Long.toString(config.maxAge().toSeconds());
    }

    public void register(@Observes Filters filters) {
        if (!origins.isEmpty()) {
            filters.register(this::permit, PRIORITY);
        }
    }

    private void permit(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response().putHeader("Vary", "Origin");
        String origin = request.getHeader("Origin");
        if (origin == null || !(origins.contains(ALL) || origins.contains(origin))) {
            context.next();
            return;
        }
        response.putHeader("Access-Control-Allow-Origin", origins.contains(ALL) ? ALL : origin);
        if (request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains("Access-Control-Request-Method")) {
            response.putHeader("Access-Control-Allow-Methods", METHODS)
                    .putHeader("Access-Control-Allow-Headers", HEADERS)
                    .putHeader("Access-Control-Max-Age", maxAge)
                    .setStatusCode(204)
                    .end();
        } else {
            response.putHeader("Access-Control-Expose-Headers", EXPOSED);
            context.next();
        }
    }
}
