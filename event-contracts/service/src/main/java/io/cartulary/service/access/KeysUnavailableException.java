package io.cartulary.service.access;

import java.io.Serial;

/** No token can be verified yet, because the issuer's keys have not been loaded from their address. */
public final class KeysUnavailableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    KeysUnavailableException(String message) {
        super(message);
    }
}
