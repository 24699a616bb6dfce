package io.cartulary.query.http;

import io.cartulary.contracts.StreamId;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.Optional;

/** Whether the answer to a request is stale, because its stream is in quarantine. */
@RequestScoped
public class Staleness {

    /** ISO 8601: the views show the state before this instant. */
    static final String HEADER = "Stale-Since";

    private final StaleViews views;
    private Optional<Instant> since = Optional.empty();

    Staleness(StaleViews views) {
        this.views = views;
    }

    /** Notes the stream of the answer. Called before the row is read, so that no quarantine is missed. */
    void of(StreamId stream) {
        since = views.since(stream);
    }

    /**
     * Notes that the answer may contain any stream of the category, as lists and reports do: a stream in quarantine may
     * or may not belong to it. Also called before the rows are read.
     */
    public void ofAny(String category) {
        since = views.since(category);
    }

    Optional<Instant> since() {
        return since;
    }
}
