package io.cartulary.command.eventsourcing;

import io.cartulary.service.access.Caller;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a decision depends on besides the state and the command.
 *
 * @param now when the command was sent; to the millisecond
 * @param caller who sends it
 */
public record DecisionContext(Instant now, Caller caller) {

    public DecisionContext {
        now = now.truncatedTo(ChronoUnit.MILLIS);
    }
}
