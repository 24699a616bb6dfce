package io.cartulary.localstack;

import java.util.concurrent.ExecutionException;

/** A failure that a person has to fix. The message is one line: the problem, and its remedy. */
public final class Failure extends RuntimeException {

    public Failure(String message) {
        super(message);
    }

    private Failure(Throwable cause) {
        super(cause.toString(), cause);
    }

    /** Wraps a failure of another thread or a cause. */
    static Failure of(Throwable cause) {
        return switch (cause) {
            case Failure failure -> failure;
            case ExecutionException wrapper when wrapper.getCause() != null -> of(wrapper.getCause());
            default -> new Failure(cause);
        };
    }
}
