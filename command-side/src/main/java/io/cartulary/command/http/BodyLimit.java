package io.cartulary.command.http;

import static io.vertx.core.http.HttpHeaders.CONNECTION;
import static io.vertx.core.http.HttpHeaders.CONTENT_LENGTH;
import static io.vertx.core.http.HttpHeaders.CONTENT_TYPE;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says why to a body that is announced as too large. Quarkus enforces the limit by itself, also on a body that
 * announces nothing, but its 413 has no body.
 */
@ApplicationScoped
class BodyLimit {

    /** Before Quarkus' own check of the limit, which stands at 2. */
    private static final int PRIORITY = 100;

    private final long limit;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        if (announced(context) <= limit) {
            context.next();
            return;
        }
        var problem = new JsonObject()
                .put("status", 413)
                .put("title", "Content Too Large")
                .put("detail", "A body has " + limit + " bytes at most.")
                .put("instance", context.request().path())
                .put(Problems.CODE, "body-too-large");
        context.response()
                .setStatusCode(413)
                .putHeader(CONTENT_TYPE, "application/problem+json")
                // the rest of the body is not worth reading
                .putHeader(CONNECTION, "close")
                .endHandler(_ -> context.request().connection().close())
                .end(problem.encode());
    }

    private static long announced(RoutingContext context) {
        String length = context.request().getHeader(CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException _) {
            return Long.MAX_VALUE;
        }
    }
}
