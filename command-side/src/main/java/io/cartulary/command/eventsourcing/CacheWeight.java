package io.cartulary.command.eventsourcing;

/** A state that may take much more memory than others. */
public interface CacheWeight {

    /** How many ordinary states it counts for in memory; at least 1. */
    int weight();
}
