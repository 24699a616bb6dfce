package io.cartulary.command.promotion;

import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;
import static io.cartulary.command.promotion.PromotionRejection.NO_SUCH_PROMOTION;

import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.DecisionContext;
import io.cartulary.command.promotion.PromotionCommand.*;
import io.cartulary.contracts.PromotionEvent;
import io.cartulary.contracts.PromotionEvent.*;
import io.cartulary.contracts.StreamId;

/** A promotion: what it takes off, when, and how often. */
sealed interface Promotion {

    Decider<Promotion, PromotionCommand, PromotionEvent> DECIDER =
            Decider.of(PromotionEvent.class, new Unknown(), Promotion::decide, Promotion::evolve);

    static StreamId stream(String id) {
        return new StreamId("promotion", id);
    }

    record Unknown() implements Promotion {}

    record Active(PromotionDefined definition) implements Promotion {}

    record Ended(PromotionDefined definition) implements Promotion {}

    static Decision<PromotionEvent> decide(Promotion promotion, PromotionCommand command, DecisionContext context) {
        return switch (command) {
            case Define define ->
                promotion.equals(new Active(define.definition())) ? noChange() : accept(define.definition());
            case End _ -> end(promotion);
        };
    }

    private static Decision<PromotionEvent> end(Promotion promotion) {
        return switch (promotion) {
            case Unknown _ -> reject(NO_SUCH_PROMOTION);
            case Active _ -> accept(new PromotionEnded());
            case Ended _ -> noChange();
        };
    }

    static Promotion evolve(Promotion promotion, PromotionEvent event) {
        return switch (event) {
            case PromotionDefined defined -> new Active(defined);
            case PromotionEnded _ ->
                switch (promotion) {
                    case Active(PromotionDefined definition) -> new Ended(definition);
                    case Ended _, Unknown _ -> promotion;
                };
        };
    }
}
