package io.cartulary.command.http;

import io.cartulary.service.http.ProblemAnswer;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Rejects requests that could no longer be answered. After SIGTERM the service answers as before for the drain time
 * ({@code quarkus.shutdown.delay}), and Quarkus closes each connection after its answer. Then it waits until no request is
 * under way, and closes all connections; a command that came over them in between would be carried out without an answer.
 * So the gate closes at the end of the drain time, and a caller sends the command to another replica.
 */
@ApplicationScoped
class ShutdownGate {

    /** Before all other filters. */
    private static final int PRIORITY = 1_000;

    private final Duration drain;
    private volatile boolean draining;
    private volatile long closesAt;

    ShutdownGate(@ConfigProperty(name = "quarkus.shutdown.delay", defaultValue = "0s") Duration drain) {
        this.drain = drain;
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, PRIORITY);
    }

    /**
     * The drain time begins here. Quarkus begins to wait for it when all observers have returned, so the gate is closed
     * before Quarkus counts the requests under way.
     */
    void drain(@Observes ShutdownDelayInitiatedEvent beginning) {
        closesAt = System.nanoTime() + drain.toNanos();
        draining = true;
    }

    private void admit(RoutingContext context) {
        if (isClosed()) {
            ProblemAnswer.sendAndClose(context, Problem.ENDING.problem());
        } else {
            context.next();
        }
    }

    private boolean isClosed() {
        return draining && System.nanoTime() - closesAt >= 0;
    }
}
