package io.cartulary.query.http;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.projection.Rounds;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.Optional;

/** Whether what a request is answered with is stale, because a stream that it is about is in quarantine. */
@RequestScoped
public class Staleness {

    /** ISO 8601: the views show what was before this instant. */
    static final String HEADER = "Stale-Since";

    private final Rounds rounds;
    private Optional<Instant> since = Optional.empty();

    Staleness(Rounds rounds) {
        this.rounds = rounds;
    }

    /** Notes which stream the answer is about. Asked before the row is read, so that it is not missed. */
    void of(StreamId stream) {
        since = rounds.staleSince(stream);
    }

    /**
     * Notes that the answer may be about any stream of the category, as lists and reports are: one of them that is in
     * quarantine may belong to it, or not. Asked before the rows are read, too.
     */
    public void ofAny(String category) {
        since = rounds.staleSince(category);
    }

    Optional<Instant> since() {
        return since;
    }
}
