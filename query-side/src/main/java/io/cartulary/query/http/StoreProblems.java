package io.cartulary.query.http;

import io.cartulary.query.store.StoreUnavailableException;
import io.cartulary.service.http.EdgeProblem;
import io.cartulary.service.http.ProblemResponse;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Maps an unavailable Cassandra to a problem that tells the caller to retry, not to an internal error. */
class StoreProblems {

    @ServerExceptionMapper
    Response unavailable(StoreUnavailableException failure, UriInfo uri) {
        return ProblemResponse.of(
                EdgeProblem.STORE_UNAVAILABLE.because(
                        "Cassandra can't be reached or does not answer in time. Try again."),
                failure,
                uri);
    }
}
