package io.cartulary.command.eventsourcing;

/** A state that may take much more memory than others. */
public interface CacheWeight {

    /** The number of ordinary states it counts as in memory; at least 1. */
    int weight();
}
