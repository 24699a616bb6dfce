package io.cartulary.contracts;

import org.jspecify.annotations.Nullable;

/** An event whose type is unknown here or whose JSON does not fit its type. It must never be skipped. */
public final class UnreadableEventException extends RuntimeException {

    public UnreadableEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
