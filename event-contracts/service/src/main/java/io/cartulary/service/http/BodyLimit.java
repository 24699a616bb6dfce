package io.cartulary.service.http;

import static io.vertx.core.http.HttpHeaders.CONTENT_LENGTH;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/**
 * Answers a body whose announced length is too large with a problem, before any of it is read. Quarkus enforces the
 * limit by itself, but its 413 has no body. {@link UnannouncedBody} counts a body without an announced length.
 */
@ApplicationScoped
public class BodyLimit {

    /** Before Quarkus' own check of the limit, which is at 2. */
    private static final int PRIORITY = 100;

    /** After it, and before any reader of a body. */
    private static final int AFTER_QUARKUS = 1;

    /** Quarkus counts the bytes that have arrived, which may be more than the bytes that were read. */
    private static final int ROOM = 2;

    private final long limit;

    public BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    public void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
        filters.register(this::leaveToUs, AFTER_QUARKUS);
    }

    private void check(RoutingContext context) {
        if (announced(context) <= limit) {
            context.next();
            return;
        }
        ProblemAnswer.sendAndClose(context, tooLarge(limit).build());
    }

    private void leaveToUs(RoutingContext context) {
        if (context.request().getHeader(CONTENT_LENGTH) == null) {
            context.put(VertxInputStream.MAX_REQUEST_SIZE_KEY, ROOM * limit);
        }
        context.next();
    }

    static HttpProblem.Builder tooLarge(long limit) {
        return EdgeProblem.BODY_TOO_LARGE.builder("A body has " + limit + " bytes at most.");
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
