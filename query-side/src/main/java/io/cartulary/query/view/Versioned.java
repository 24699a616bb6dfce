package io.cartulary.query.view;

/** A state that results from its stream's events up to a version. */
public interface Versioned {

    /** The version of the last folded event: 1, 2, 3 … */
    long version();
}
