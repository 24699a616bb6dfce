package io.cartulary.load.bench;

/** The next request. One thread calls it at a time. */
@FunctionalInterface
interface Requests {

    /** @param connection the number of its connection */
    byte[] next(int connection);
}
