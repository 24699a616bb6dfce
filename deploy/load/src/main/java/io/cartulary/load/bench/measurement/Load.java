package io.cartulary.load.bench.measurement;

/** Work that continues until it is stopped. */
public interface Load {

    /** Returns at once. */
    void start(Tally tally) throws Exception;

    /** Returns when the last work is done; fails when the work could not continue. */
    void stop() throws Exception;
}
