package io.cartulary.service.http;

import java.util.Arrays;

/** The problems that both services answer, whatever the request is about. */
public enum EdgeProblem implements ProblemType {
    MALFORMED_REQUEST(400, "The request is malformed."),
    MALFORMED_HEADER(400, "A header is malformed."),
    UNAUTHENTICATED(401, "Missing bearer token."),
    FORBIDDEN(403, "The caller's role does not permit this."),
    NOT_FOUND(404, "There is nothing under this path."),
    METHOD_NOT_ALLOWED(405, "This path does not take this method."),
    NOT_ACCEPTABLE(406, "The answer has none of the media types that Accept names."),
    BODY_TOO_LARGE(413, "The body is too large."),
    UNSUPPORTED_MEDIA_TYPE(415, "Bodies are application/json."),
    TOO_MANY_REQUESTS(429, "Too many requests of one caller. Try again after a pause."),
    INTERNAL_ERROR(500, "An internal error. The log has the cause."),
    KEYS_UNAVAILABLE(503, "The keys to verify tokens with are not there yet. Try again."),
    STORE_UNAVAILABLE(503, "The database does not answer. Try again.");

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

    /** The problem that a framework means with a status. */
    static EdgeProblem of(int status) {
        return Arrays.stream(values())
                .filter(problem -> problem.status == status)
                .findFirst()
                .orElse(status < 500 ? MALFORMED_REQUEST : INTERNAL_ERROR);
    }
}
