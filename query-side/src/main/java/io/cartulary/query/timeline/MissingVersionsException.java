package io.cartulary.query.timeline;

import io.cartulary.contracts.StreamId;

/** The timeline lacks events of a stream that are in its views, and that nobody has discarded. */
public final class MissingVersionsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingVersionsException(StreamId stream, long first, long last) {
        super(
                first == last
                        ? "%s: version %d is missing".formatted(stream, first)
                        : "%s: versions %d to %d are missing".formatted(stream, first, last));
    }
}
