package io.cartulary.query.store;

/** Cassandra did not do what it was asked in the time it has. Trying again later may help. */
public final class StoreUnavailableException extends RuntimeException {

    StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    StoreUnavailableException(String message) {
        super(message);
    }
}
