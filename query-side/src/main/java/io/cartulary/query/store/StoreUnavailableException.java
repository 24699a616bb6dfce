package io.cartulary.query.store;

/** Cassandra did not complete a request in time. A later retry may succeed. */
public final class StoreUnavailableException extends RuntimeException {

    StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    StoreUnavailableException(String message) {
        super(message);
    }
}
