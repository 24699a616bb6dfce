package io.cartulary.service.http;

import static jakarta.ws.rs.core.HttpHeaders.WWW_AUTHENTICATE;

import io.cartulary.service.access.KeysUnavailableException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Gives the reason why a caller has no access (RFC 6750, section 3). The problem extension's own mappers fail on this
 * Quarkus.
 */
public class AccessProblems {

    /** Before the extension's. */
    private static final int FIRST = 1;

    @ServerExceptionMapper(priority = FIRST)
    public Response missing(UnauthorizedException unauthorized, UriInfo uri) {
        return ProblemResponse.of(unauthenticated("This takes a bearer token.", "Bearer"), unauthorized, uri);
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response untrusted(AuthenticationFailedException failure, UriInfo uri) {
        return ProblemResponse.of(
                unauthenticated(
                        "The bearer token is malformed, expired, or not signed by a trusted issuer.",
                        "Bearer error=\"invalid_token\""),
                failure,
                uri);
    }

    @ServerExceptionMapper
    public Response undecided(KeysUnavailableException failure, UriInfo uri) {
        return ProblemResponse.of(EdgeProblem.KEYS_UNAVAILABLE.problem(), failure, uri);
    }

    private static HttpProblem unauthenticated(String detail, String challenge) {
        return EdgeProblem.UNAUTHENTICATED
                .builder(detail)
                .withHeader(WWW_AUTHENTICATE, challenge)
                .build();
    }
}
