package io.cartulary.command.promotion;

import io.cartulary.contracts.PromotionEvent.PromotionDefined;

/** The commands for a promotion. */
sealed interface PromotionCommand permits PromotionCommand.Define, PromotionCommand.End, RedemptionCommand {

    /** Create it, replace all of it, or begin it again. */
    record Define(PromotionDefined definition) implements PromotionCommand {}

    /** It is over. */
    record End() implements PromotionCommand {}
}
