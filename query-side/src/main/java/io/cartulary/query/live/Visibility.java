package io.cartulary.query.live;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.Problem;
import io.cartulary.service.access.Caller;
import io.smallrye.mutiny.Uni;

/** Who may see the streams of a category. Every category whose streams can be followed has one, found by CDI. */
public interface Visibility {

    String category();

    /** Whether who has not said who they are may see some. */
    boolean isPublic();

    /** Whether there is such a stream, and the caller may see it, by its present state. */
    Uni<Boolean> permits(StreamId stream, Caller caller);

    /** What is answered otherwise. */
    Problem unknown();
}
