package io.cartulary.query.http;

import io.cartulary.query.store.StoreUnavailableException;
import io.cartulary.query.timeline.MissingVersionsException;
import io.cartulary.service.http.EdgeProblem;
import io.cartulary.service.http.ProblemResponse;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps an unavailable Cassandra, and tables that lack events, to problems that are no internal errors. */
class StoreProblems {

    /** Not the state of a stream that never was. */
    @ServerExceptionMapper
    Response incomplete(MissingVersionsException failure, UriInfo uri) {
        return ProblemResponse.of(
                Problem.TIMELINE_INCOMPLETE.because(String.valueOf(failure.getMessage())), failure, uri);
    }

    @ServerExceptionMapper
    Response unavailable(StoreUnavailableException failure, UriInfo uri) {
        return ProblemResponse.of(
                EdgeProblem.STORE_UNAVAILABLE.because(
                        "Cassandra can't be reached or does not answer in time. Try again."),
                failure,
                uri);
    }
}
