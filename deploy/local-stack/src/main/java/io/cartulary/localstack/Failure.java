package io.cartulary.localstack;

import java.util.concurrent.ExecutionException;

/** Something that a person has to put right. The message is one line: what is wrong, and what to do about it. */
public final class Failure extends RuntimeException {

    Failure(String message) {
        super(message);
    }

    private Failure(Throwable cause) {
        super(cause.toString(), cause);
    }

    /** What has gone wrong in some other thread, or below, as a failure. */
    static Failure of(Throwable cause) {
        return switch (cause) {
            case Failure failure -> failure;
            case ExecutionException wrapper when wrapper.getCause() != null -> of(wrapper.getCause());
            default -> new Failure(cause);
        };
    }
}
