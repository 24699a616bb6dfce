package io.cartulary.load.bench.client;

/** The next request. One thread calls it at a time. */
@FunctionalInterface
public interface Requests {

    /** @param connection the number of its connection */
    byte[] next(int connection);
}
