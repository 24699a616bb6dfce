package io.cartulary.command.promotion;

import io.cartulary.contracts.PromotionEvent.PromotionDefined;

/** The commands for a promotion. */
sealed interface PromotionCommand {

    /** Create it, replace all of it, or begin it again. */
    record Define(PromotionDefined definition) implements PromotionCommand {}

    /** It is over. */
    record End() implements PromotionCommand {}
}
