package io.cartulary.service.access;

import java.io.Serial;

/** A token that is not trusted. The message contains nothing of the token. */
public final class UntrustedTokenException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    UntrustedTokenException(String message) {
        super(message);
    }
}
