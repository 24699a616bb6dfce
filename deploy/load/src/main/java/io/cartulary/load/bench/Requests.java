package io.cartulary.load.bench;

/** What is asked next. Called by one thread at a time. */
@FunctionalInterface
interface Requests {

    /** @param connection the number of the one it goes over */
    byte[] next(int connection);
}
