package io.cartulary.command.http;

import io.cartulary.command.eventsourcing.EventStore.StoreOverloadedException;
import io.cartulary.command.eventsourcing.EventStore.StoreUnavailableException;
import io.cartulary.service.http.EdgeProblem;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** An event log that can't take a command on is the caller's cue to come again, not an internal error. */
class StoreProblems {

    private static final Logger LOG = Logger.getLogger(StoreProblems.class);

    @ServerExceptionMapper
    Response overloaded(StoreOverloadedException overload) {
        return Problem.OVERLOADED.problem().toResponse();
    }

    @ServerExceptionMapper
    Response unavailable(StoreUnavailableException failure) {
        LOG.warnf("%s: %s", failure.getMessage(), failure.getCause());
        return EdgeProblem.STORE_UNAVAILABLE
                .because(
                        "The event log does not answer. Try again with the same Idempotency-Key: nothing happens twice.")
                .toResponse();
    }
}
