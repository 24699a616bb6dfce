package io.cartulary.command.promotion;

import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;
import static io.cartulary.command.promotion.PromotionRejection.NO_SUCH_PROMOTION;
import static io.cartulary.command.promotion.RedemptionRejection.NOTHING_TO_REDEEM;
import static io.cartulary.command.promotion.RedemptionRejection.PROMOTION_ENDED;

import io.cartulary.command.eventsourcing.CacheWeight;
import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.DecisionContext;
import io.cartulary.command.eventsourcing.SnapshotForm;
import io.cartulary.command.promotion.PromotionCommand.*;
import io.cartulary.command.promotion.RedemptionCommand.Reserve;
import io.cartulary.contracts.PromotionEvent;
import io.cartulary.contracts.PromotionEvent.*;
import io.cartulary.contracts.RedemptionEvent;
import io.cartulary.contracts.StreamId;

/**
 * A promotion: what it takes off, when, and how often. Its stream counts its redemptions while it has a limit in all.
 */
sealed interface Promotion {

    Decider<Promotion, PromotionCommand, PromotionEvent> DECIDER = Decider.of(
            PromotionEvent.class,
            new SnapshotForm<>(Promotion.class, 1),
            new Unknown(),
            Promotion::decide,
            Promotion::evolve);

    static StreamId stream(String id) {
        return new StreamId(PromotionRegister.PROMOTIONS, id);
    }

    record Unknown() implements Promotion {}

    /** A promotion that was defined. */
    sealed interface Known extends Promotion, CacheWeight {

        PromotionDefined definition();

        /** Those since it has a limit in all. */
        RedemptionCount redemptions();

        @Override
        default int weight() {
            return redemptions().weight();
        }
    }

    record Active(PromotionDefined definition, RedemptionCount redemptions) implements Known {}

    record Ended(PromotionDefined definition, RedemptionCount redemptions) implements Known {}

    static Decision<PromotionEvent> decide(Promotion promotion, PromotionCommand command, DecisionContext context) {
        return switch (command) {
            case Define(PromotionDefined definition) ->
                promotion instanceof Active active && active.definition().equals(definition)
                        ? noChange()
                        : accept(definition);
            case End _ -> end(promotion);
            case RedemptionCommand redemption -> redeem(promotion, redemption);
        };
    }

    private static Decision<PromotionEvent> end(Promotion promotion) {
        return switch (promotion) {
            case Unknown _ -> reject(NO_SUCH_PROMOTION);
            case Active _ -> accept(new PromotionEnded());
            case Ended _ -> noChange();
        };
    }

    /** What was reserved before the end can be redeemed after it. */
    private static Decision<PromotionEvent> redeem(Promotion promotion, RedemptionCommand command) {
        return switch (promotion) {
            case Unknown _ -> reject(NOTHING_TO_REDEEM);
            case Ended ended
            when command instanceof Reserve reserve
                    && !ended.redemptions().hasReserved(reserve.cartId(), reserve.cartVersion()) ->
                reject(PROMOTION_ENDED);
            case Known known ->
                known.redemptions().decide(command, known.definition().limit(), null, event -> event);
        };
    }

    static Promotion evolve(Promotion promotion, PromotionEvent event) {
        return switch (event) {
            case PromotionDefined defined ->
                new Active(defined, promotion instanceof Known known ? known.redemptions() : RedemptionCount.NONE);
            case PromotionEnded _ ->
                promotion instanceof Active(PromotionDefined definition, RedemptionCount redemptions)
                        ? new Ended(definition, redemptions)
                        : promotion;
            case RedemptionEvent redemption ->
                switch (promotion) {
                    case Unknown _ -> promotion;
                    case Active(PromotionDefined definition, RedemptionCount redemptions) ->
                        new Active(definition, redemptions.after(redemption));
                    case Ended(PromotionDefined definition, RedemptionCount redemptions) ->
                        new Ended(definition, redemptions.after(redemption));
                };
        };
    }
}
