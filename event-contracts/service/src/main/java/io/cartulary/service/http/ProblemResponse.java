package io.cartulary.service.http;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** A problem that an exception mapper answers: with all that a thrown one would have, such as the path that was called. */
public final class ProblemResponse {

    private ProblemResponse() {}

    /** @param failure for which the mapper was called */
    public static Response of(HttpProblem problem, Throwable failure, UriInfo uri) {
        return ExceptionMapperBase.postProcessorsRegistry
                .applyPostProcessing(problem, ProblemContext.of(failure, uri))
                .toResponse();
    }
}
