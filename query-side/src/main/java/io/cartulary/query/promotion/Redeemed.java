package io.cartulary.query.promotion;

import io.cartulary.contracts.RedemptionEvent;
import io.cartulary.contracts.RedemptionEvent.*;
import org.jspecify.annotations.Nullable;

/** Counts redemptions. */
final class Redeemed {

    private Redeemed() {}

    /**
     * The number after the next event. A reservation is not in it: it may be released.
     *
     * @param before null before the first redemption
     */
    static @Nullable Long after(@Nullable Long before, RedemptionEvent event) {
        return switch (event) {
            case RedemptionCompleted _ -> before == null ? 1 : before + 1;
            case RedemptionReturned _ -> before == null ? null : before - 1;
            case RedemptionReserved _, RedemptionReleased _ -> before;
        };
    }
}
