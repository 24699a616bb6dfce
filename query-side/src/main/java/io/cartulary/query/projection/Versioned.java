package io.cartulary.query.projection;

/** Something that is as its stream's events up to a version have made it. */
public interface Versioned {

    /** The version of the last event that went in: 1, 2, 3 … */
    long version();
}
