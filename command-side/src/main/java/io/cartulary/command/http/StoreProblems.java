package io.cartulary.command.http;

import io.cartulary.command.eventsourcing.EventStore.StoreOverloadedException;
import io.cartulary.command.eventsourcing.EventStore.StoreUnavailableException;
import io.cartulary.service.http.EdgeProblem;
import io.cartulary.service.http.ProblemResponse;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** An event log that can't accept a command is a reason for the caller to retry, not an internal error. */
class StoreProblems {

    private static final Logger LOG = Logger.getLogger(StoreProblems.class);

    @ServerExceptionMapper
    Response overloaded(StoreOverloadedException overload, UriInfo uri) {
        return ProblemResponse.of(Problem.OVERLOADED.problem(), overload, uri);
    }

    @ServerExceptionMapper
    Response unavailable(StoreUnavailableException failure, UriInfo uri) {
        LOG.warnf("%s: %s", failure.getMessage(), failure.getCause());
        return ProblemResponse.of(
                EdgeProblem.STORE_UNAVAILABLE.because(
                        "The event log does not answer. Try again with the same Idempotency-Key: nothing happens twice."),
                failure,
                uri);
    }
}
