package io.cartulary.query.http;

import io.cartulary.contracts.StreamId;
import java.time.Instant;
import java.util.Optional;

/** Since when views do not match their events. The quarantine implements it: answers do not depend on its form. */
public interface StaleViews {

    /** Since when the views of the stream are stale; empty while they match its events. */
    Optional<Instant> since(StreamId stream);

    /**
     * Since when the answer for a whole category may be incomplete: the earliest instant among its stale streams, and
     * records in quarantine without a stream.
     */
    Optional<Instant> since(String category);
}
