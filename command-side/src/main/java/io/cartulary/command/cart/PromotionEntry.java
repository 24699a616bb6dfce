package io.cartulary.command.cart;

import io.cartulary.command.eventsourcing.Fold;
import io.cartulary.contracts.PromotionEvent;
import io.cartulary.contracts.PromotionEvent.*;
import io.cartulary.contracts.PromotionTrigger;
import io.cartulary.contracts.StreamId;
import java.util.Optional;

/** A promotion in the register, from its own events. */
record PromotionEntry(PromotionDefined definition, boolean ended) {

    /** The category of promotions' streams. */
    static final String CATEGORY = "promotion";

    static final Fold<Optional<PromotionEntry>, PromotionEvent> FOLD =
            Fold.of(PromotionEvent.class, Optional.empty(), PromotionEntry::evolve);

    static StreamId stream(String id) {
        return new StreamId(CATEGORY, id);
    }

    /** Whether every cart has it. */
    boolean isAutomatic() {
        return !ended && definition.trigger() == PromotionTrigger.AUTOMATIC;
    }

    private static Optional<PromotionEntry> evolve(Optional<PromotionEntry> entry, PromotionEvent event) {
        return switch (event) {
            case PromotionDefined defined -> Optional.of(new PromotionEntry(defined, false));
            case PromotionEnded _ -> entry.map(before -> new PromotionEntry(before.definition(), true));
        };
    }
}
