package io.cartulary.command.http;

import io.cartulary.service.http.ProblemType;

/** What can go wrong with a command beside the rejections of the aggregates and what both services have alike. */
public enum Problem implements ProblemType {
    STALE_VERSION(412, "The version has changed."),
    IDEMPOTENCY_KEY_REUSED(422, "This Idempotency-Key was used before, for another command."),
    TOO_MANY_GUEST_CARTS(429, "Too many carts of guests were created from this address. Try again after a pause."),
    OVERLOADED(503, "Too much is waiting to be stored. Nothing of this was; try again."),
    ENDING(503, "This replica is ending. Nothing has happened; another one takes it."),
    NOTHING_TO_REPLAY(404, "There are no such events."),
    NO_SUCH_REPLAY(404, "There is no such replay."),
    TOO_MANY_REPLAYS(409, "As many replays run already as may."),
    REPLAY_DONE(409, "The replay was done before."),
    MALFORMED_STREAM(400, "A stream is named like cart:<uuid> or product:<sku>."),
    EVENTS_PER_SECOND_OUT_OF_RANGE(400, "That is more events a second than may be replayed.");

    private final int status;
    private final String summary;

    Problem(int status, String summary) {
        this.status = status;
        this.summary = summary;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String summary() {
        return summary;
    }
}
