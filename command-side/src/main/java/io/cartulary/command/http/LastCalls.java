package io.cartulary.command.http;

import io.cartulary.service.http.ProblemAnswer;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Carries nothing out that could no longer be answered. A service that ends waits until no request is under way, and then
 * closes the connections; what came over them in between would be carried out for nobody. So from the first moment of the end
 * nothing is let in any more, and a caller sends it again, to another replica.
 */
@ApplicationScoped
class LastCalls {

    /** Before everything else. */
    private static final int PRIORITY = 1_000;

    private volatile boolean ending;

    void register(@Observes Filters filters) {
        filters.register(this::admit, PRIORITY);
    }

    /** Ahead of the count of what is under way: see {@code quarkus.shutdown.delay-enabled}. */
    void stop(@Observes ShutdownDelayInitiatedEvent end) {
        ending = true;
    }

    private void admit(RoutingContext context) {
        if (ending) {
            ProblemAnswer.sendAndClose(context, Problem.ENDING.problem());
        } else {
            context.next();
        }
    }
}
