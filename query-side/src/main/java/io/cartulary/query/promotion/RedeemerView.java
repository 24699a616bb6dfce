package io.cartulary.query.promotion;

import static java.util.Objects.requireNonNull;

import io.cartulary.contracts.RedemptionEvent;
import io.cartulary.contracts.RedemptionEvent.RedemptionReserved;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.view.Versioned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The redemptions of a code or promotion by one customer.
 *
 * @param limitOf the code or promotion, as the name of its stream
 * @param redeemed missing before the first time
 */
public record RedeemerView(
        String id, long version, StreamId limitOf, @Nullable Long redeemed, Instant createdAt, Instant updatedAt)
        implements Versioned {

    /** The same after the next event. */
    public static RedeemerView evolve(@Nullable RedeemerView before, RecordedEvent recorded) {
        var event = (RedemptionEvent) recorded.event();
        return new RedeemerView(
                recorded.streamId().rootId(),
                recorded.version(),
                before == null ? requireNonNull(((RedemptionReserved) event).limitOf(), "limitOf") : before.limitOf(),
                Redeemed.after(before == null ? null : before.redeemed(), event),
                before == null ? recorded.at() : before.createdAt(),
                recorded.at());
    }
}
