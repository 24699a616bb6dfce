package io.cartulary.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Gives a code and a sentence to the problems that the frameworks find: unreadable JSON, unknown paths, wrong methods. */
@ApplicationScoped
public class ProblemCodes implements ProblemPostProcessor {

    private static final Logger LOG = Logger.getLogger(ProblemCodes.class);

    /** Before the logging of problems, so that the log tells what the caller was told. */
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
        }
        EdgeProblem type = EdgeProblem.of(problem.getStatusCode());
        return HttpProblem.builder(problem)
                .withTitle(type.title())
                .with(ProblemType.CODE, type.code())
                .withDetail(detail(type, problem, context.cause))
                .build();
    }

    private static String detail(EdgeProblem type, HttpProblem problem, Throwable cause) {
        if (cause.getCause() instanceof JsonProcessingException unreadable) {
            return UnreadableJson.detail(unreadable);
        }
        String detail = problem.getDetail();
        return type == EdgeProblem.MALFORMED_REQUEST && detail != null ? detail : type.summary();
    }
}
