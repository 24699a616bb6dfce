package io.cartulary.load.bench;

/** Work that goes on until it is stopped. */
interface Load {

    /** Returns at once. */
    void start(Tally tally) throws Exception;

    /** Returns when the last of the work is done; fails when the work could not go on. */
    void stop() throws Exception;
}
