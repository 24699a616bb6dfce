package io.cartulary.query.promotion;

import static java.util.Objects.requireNonNull;

import io.cartulary.contracts.CodeEvent;
import io.cartulary.contracts.CodeEvent.CodeDefined;
import io.cartulary.contracts.RedemptionEvent;
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
 * @param redeemed how often it was redeemed since it has a limit in all, without what cancelled orders gave back; missing
 *     before the first time
 */
public record CodeView(
        String code,
        long version,
        String promotion,
        @Nullable Integer limit,
        @Nullable Integer limitPerCustomer,
        @Nullable Long redeemed,
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
                        before == null ? null : before.redeemed(),
                        before == null ? recorded.at() : before.createdAt(),
                        recorded.at());
            case RedemptionEvent redemption ->
                requireNonNull(before, "a code's history begins with its definition")
                        .counting(Redeemed.after(before.redeemed(), redemption), recorded);
        };
    }

    private CodeView counting(@Nullable Long changed, RecordedEvent recorded) {
        return new CodeView(
                code, recorded.version(), promotion, limit, limitPerCustomer, changed, createdAt, recorded.at());
    }
}
