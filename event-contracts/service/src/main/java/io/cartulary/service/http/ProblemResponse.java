package io.cartulary.service.http;

import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The response of an exception mapper: with all members of a thrown problem, such as the path of the request. */
public final class ProblemResponse {

    private ProblemResponse() {}

    /** @param failure that the mapper handles */
    public static Response of(HttpProblem problem, Throwable failure, UriInfo uri) {
        return ExceptionMapperBase.postProcessorsRegistry
                .applyPostProcessing(problem, ProblemContext.of(failure, uri))
                .toResponse();
    }
}
