package io.cartulary.query.http;

import static jakarta.ws.rs.core.HttpHeaders.WWW_AUTHENTICATE;

import io.cartulary.contracts.access.KeysUnavailableException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Says who may not come in, and why not (RFC 6750, section 3). The problem extension's own mappers fail on this Quarkus. */
class AccessProblems {

    /** Ahead of the extension's. */
    private static final int FIRST = 1;

    @ServerExceptionMapper(priority = FIRST)
    Response nobody(UnauthorizedException unauthorized) {
        return unauthenticated("this takes a bearer token", "Bearer");
    }

    @ServerExceptionMapper(priority = FIRST)
    Response untrusted(AuthenticationFailedException failure) {
        return unauthenticated(
                "the bearer token is malformed, expired, or of nobody who is trusted here",
                "Bearer error=\"invalid_token\"");
    }

    @ServerExceptionMapper
    Response undecided(KeysUnavailableException failure) {
        return Problem.KEYS_UNAVAILABLE
                .because("the keys to verify tokens with are not there yet")
                .toResponse();
    }

    private static Response unauthenticated(String detail, String challenge) {
        return Problem.UNAUTHENTICATED
                .builder(detail)
                .withHeader(WWW_AUTHENTICATE, challenge)
                .build()
                .toResponse();
    }
}
