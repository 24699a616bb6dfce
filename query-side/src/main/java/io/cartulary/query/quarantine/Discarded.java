package io.cartulary.query.quarantine;

import io.cartulary.contracts.StreamId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A stream of which events were given up: its views go on behind them, and are stale for good.
 *
 * @param through the version of the last event given up
 * @param since when the first of them was recorded
 * @param actor who gave them up
 * @param why in the operator's words
 * @param at when
 */
@RegisterForReflection
public record Discarded(
        StreamId streamId, int partition, long through, Instant since, String actor, String why, Instant at) {}
