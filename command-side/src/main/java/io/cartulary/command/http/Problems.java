package io.cartulary.command.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;

/** Errors as problem details (RFC 9457): {@code about:blank} with a stable {@code code} that clients may rely on. */
public final class Problems {

    /** The member that holds the code. */
    public static final String CODE = "code";

    private static final int RETRY_AFTER_SECONDS = 1;

    private Problems() {}

    /** 400: the request itself is at fault, whatever the state. */
    public static HttpProblem malformed(String code, String detail) {
        return problem(HttpResponseStatus.BAD_REQUEST, code, detail).build();
    }

    /** 503: nothing is wrong with the request, and it may be sent again in a moment. */
    static HttpProblem unavailable(String code, String detail) {
        return problem(HttpResponseStatus.SERVICE_UNAVAILABLE, code, detail)
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }

    /** Any other. */
    public static HttpProblem.Builder problem(HttpResponseStatus status, String code, String detail) {
        return HttpProblem.builder()
                .withTitle(status.reasonPhrase())
                .withStatus(status.code())
                .withDetail(detail)
                .with(CODE, code);
    }
}
