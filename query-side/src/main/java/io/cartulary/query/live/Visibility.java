package io.cartulary.query.live;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.Problem;
import io.cartulary.service.access.Caller;
import io.smallrye.mutiny.Uni;

/** Who may see the streams of a category. Every category whose streams can be followed has one, found by CDI. */
public interface Visibility {

    String category();

    /** Whether anonymous callers may see some of them. */
    boolean isPublic();

    /** Whether the stream exists and the caller may see it, by its current state. */
    Uni<Boolean> permits(StreamId stream, Caller caller);

    /** The problem when they may not. */
    Problem unknown();
}
