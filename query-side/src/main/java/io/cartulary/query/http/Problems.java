package io.cartulary.query.http;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.cartulary.query.store.StoreUnavailableException;
import io.quarkiverse.resteasy.problem.ExceptionMapperBase;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Makes a problem detail (RFC 9457) with a {@code code} of whatever goes wrong, the framework's own errors included. */
@ApplicationScoped
class Problems implements ProblemPostProcessor {

    static final String CODE = "code";

    private static final Logger LOG = Logger.getLogger(Problems.class);

    @ServerExceptionMapper
    Response storeUnavailable(StoreUnavailableException failure, UriInfo uri) {
        return answer(
                Problem.STORE_UNAVAILABLE.because("Cassandra can't be reached or does not answer in time"),
                failure,
                uri);
    }

    /** Quarkus answers it in a form of its own. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException failure, UriInfo uri) {
        return answer(
                Problem.MALFORMED_REQUEST.because(
                        "line %d, column %d of the body: that is not known here, or not of the type that is wanted"
                                .formatted(
                                        failure.getLocation().getLineNr(),
                                        failure.getLocation().getColumnNr())),
                failure,
                uri);
    }

    private static Response answer(HttpProblem problem, Exception failure, UriInfo uri) {
        return ExceptionMapperBase.postProcessorsRegistry
                .applyPostProcessing(problem, ProblemContext.of(failure, uri))
                .toResponse();
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getStatusCode() == 500) {
            LOG.errorf(context.cause, "unexpected, at %s", context.path);
        }
        return problem.getParameters().containsKey(CODE)
                ? problem
                : HttpProblem.builder(problem).with(CODE, code(problem)).build();
    }

    /** For what the framework refuses by itself: the status in words. */
    private static String code(HttpProblem problem) {
        Response.Status status = Response.Status.fromStatusCode(problem.getStatusCode());
        return status == null || status == Response.Status.BAD_REQUEST
                ? Problem.MALFORMED_REQUEST.code()
                : status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    }
}
