package io.cartulary.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.logging.Logger;

/** Gives a code and a sentence to the problems of the frameworks: unreadable JSON, unknown paths, wrong methods. */
@Singleton
public class ProblemCodes implements ProblemPostProcessor {

    private static final Logger LOG = Logger.getLogger(ProblemCodes.class);

    private final Routes routes;

    public ProblemCodes(Routes routes) {
        this.routes = routes;
    }

    /** Before the logging of problems, so that the log has the same answer as the caller. */
    @Override
    public int priority() {
        return 200;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getParameters().containsKey(ProblemType.CODE)) {
            return problem;
        }
        if (problem.getStatusCode() >= 500) {
            LOG.errorf(context.cause, "internal error, at %s", context.path);
            // its cause is none of the caller's business, also when JSON of ours can't be written
            return coded(problem, context.path);
        }
        return context.cause.getCause() instanceof JsonProcessingException unreadable
                ? completed(problem, UnreadableJson.problem(unreadable))
                : coded(problem, context.path);
    }

    private static HttpProblem completed(HttpProblem problem, HttpProblem known) {
        HttpProblem.Builder completed =
                HttpProblem.builder(problem).withTitle(known.getTitle()).withDetail(known.getDetail());
        known.getParameters().forEach(completed::with);
        return completed.build();
    }

    private HttpProblem coded(HttpProblem problem, String path) {
        EdgeProblem type = EdgeProblem.of(problem.getStatusCode());
        String detail = problem.getDetail();
        HttpProblem.Builder coded = HttpProblem.builder(problem)
                .withTitle(type.title())
                .with(ProblemType.CODE, type.code())
                .withDetail(type == EdgeProblem.MALFORMED_REQUEST && detail != null ? detail : type.summary());
        if (type == EdgeProblem.METHOD_NOT_ALLOWED) {
            routes.find(path).ifPresent(route -> coded.withHeader(HttpHeaders.ALLOW, route.allowed()));
        }
        return coded.build();
    }
}
