package io.cartulary.query.promotion;

import io.cartulary.contracts.CodeEvent;
import io.cartulary.contracts.CodeEvent.CodeDefined;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.view.Versioned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A code of a promotion.
 *
 * @param code in capitals; it has no case
 * @param promotion its id
 * @param limit how often the code can be redeemed in all; null for any number
 * @param limitPerCustomer how often one customer can redeem it; null for any number
 */
public record CodeView(
        String code,
        long version,
        String promotion,
        @Nullable Integer limit,
        @Nullable Integer limitPerCustomer,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** The code after the next event. */
    public static CodeView evolve(@Nullable CodeView before, RecordedEvent recorded) {
        return switch ((CodeEvent) recorded.event()) {
            case CodeDefined defined ->
                new CodeView(
                        recorded.streamId().rootId(),
                        recorded.version(),
                        defined.promotion(),
                        defined.limit(),
                        defined.limitPerCustomer(),
                        before == null ? recorded.at() : before.createdAt(),
                        recorded.at());
        };
    }
}
