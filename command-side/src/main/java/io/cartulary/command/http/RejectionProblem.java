package io.cartulary.command.http;

import io.cartulary.command.eventsourcing.Rejection;
import io.cartulary.service.http.ProblemType;

/** A rejection as an HTTP problem. */
public record RejectionProblem(Rejection rejection) implements ProblemType {

    @Override
    public String name() {
        return rejection.name();
    }

    @Override
    public String code() {
        return rejection.code();
    }

    @Override
    public int status() {
        return switch (rejection.kind()) {
            case NOT_FOUND -> 404;
            case INVALID -> 400;
            case CONFLICT -> 409;
        };
    }

    @Override
    public String summary() {
        return rejection.reason();
    }
}
