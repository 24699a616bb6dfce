package io.cartulary.service.http;

import java.util.Arrays;

/** The problems that both services answer, for any request. */
public enum EdgeProblem implements ProblemType {
    MALFORMED_REQUEST(400, "The request is malformed."),
    MALFORMED_HEADER(400, "A header is malformed."),
    UNAUTHENTICATED(401, "Missing bearer token."),
    FORBIDDEN(403, "The role of the caller does not permit this."),
    NOT_FOUND(404, "There is no resource at this path."),
    METHOD_NOT_ALLOWED(405, "The resource does not support this method."),
    NOT_ACCEPTABLE(406, "The answer is not available in a media type that Accept permits."),
    BODY_TOO_LARGE(413, "The body is too large."),
    UNSUPPORTED_MEDIA_TYPE(415, "The body has to be application/json."),
    TOO_MANY_REQUESTS(429, "Too many requests. Try again later."),
    INTERNAL_ERROR(500, "An internal error. The log of the service has the cause."),
    KEYS_UNAVAILABLE(503, "The keys that verify tokens are not available. Try again."),
    STORE_UNAVAILABLE(503, "The database is not available. Try again.");

    private final int status;
    private final String summary;

    EdgeProblem(int status, String summary) {
        this.status = status;
        this.summary = summary;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String summary() {
        return summary;
    }

    /** The problem for a framework's status. */
    static EdgeProblem of(int status) {
        return Arrays.stream(values())
                .filter(problem -> problem.status == status)
                .findFirst()
                .orElse(status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR);
    }
}
