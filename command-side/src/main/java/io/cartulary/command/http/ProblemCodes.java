package io.cartulary.command.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Gives a code and a sentence to the problems that the frameworks find: unreadable JSON, unknown paths, wrong methods. */
@ApplicationScoped
class ProblemCodes implements ProblemPostProcessor {

    /** Before the logging of problems, so that the log tells what the caller was told. */
    @Override
    public int priority() {
        return 200;
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getParameters().containsKey(Problems.CODE)) {
            return problem;
        }
        return HttpProblem.builder(problem)
                .with(Problems.CODE, codeOf(problem.getStatusCode()))
                .withDetail(detail(problem, context.cause))
                .build();
    }

    private static String codeOf(int status) {
        return switch (status) {
            case 400 -> "malformed-request";
            case 401 -> "unauthenticated";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 413 -> "body-too-large";
            case 415 -> "unsupported-media-type";
            default -> status < 500 ? "refused" : "internal-error";
        };
    }

    private static @Nullable String detail(HttpProblem problem, Throwable cause) {
        if (cause.getCause() instanceof JsonProcessingException unreadable) {
            return UnreadableJson.detail(unreadable);
        }
        return switch (problem.getStatusCode()) {
            case 404 -> "There is nothing under this path.";
            case 405 -> "This path does not take this method.";
            case 406 -> "Answers are application/json.";
            case 413 -> "The body is too large.";
            case 415 -> "Bodies are application/json.";
            default -> problem.getDetail();
        };
    }
}
