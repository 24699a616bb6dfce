package io.cartulary.command.http;

import io.cartulary.service.http.ProblemType;

/** The problems of commands, besides the rejections of the aggregates and the problems that both services share. */
public enum Problem implements ProblemType {
    STALE_VERSION(412, "The version is not the expected version."),
    IDEMPOTENCY_KEY_REUSED(422, "This Idempotency-Key was used for a different command."),
    TOO_MANY_GUEST_CARTS(429, "Guests at this address created too many carts. Try again later."),
    OVERLOADED(503, "Too many commands are waiting. This command was not carried out. Try again."),
    ENDING(503, "This replica is shutting down. The command was not carried out. Try again."),
    NOTHING_TO_REPLAY(404, "There are no events to replay."),
    NO_SUCH_REPLAY(404, "There is no such replay."),
    TOO_MANY_REPLAYS(409, "Too many replays are running."),
    REPLAY_DONE(409, "The replay is already done."),
    NOTHING_LOST(409, "Kafka is not known to have lost events of this partition."),
    MALFORMED_STREAM(400, "The name of a stream is like cart:<uuid> or product:<sku>."),
    EVENTS_PER_SECOND_OUT_OF_RANGE(400, "The rate exceeds the largest permitted rate.");

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
