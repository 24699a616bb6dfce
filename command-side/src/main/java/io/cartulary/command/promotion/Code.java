package io.cartulary.command.promotion;

import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;
import static io.cartulary.command.promotion.PromotionRejection.*;

import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.DecisionContext;
import io.cartulary.contracts.CodeEvent;
import io.cartulary.contracts.CodeEvent.CodeDefined;
import io.cartulary.contracts.PromotionEvent.PromotionDefined;
import io.cartulary.contracts.PromotionTrigger;
import io.cartulary.contracts.StreamId;

/** A code that gives a promotion. It is unique among all promotions, without regard to case. */
sealed interface Code {

    Decider<Code, DefineCode, CodeEvent> DECIDER =
            Decider.of(CodeEvent.class, new Unknown(), Code::decide, Code::evolve);

    static StreamId stream(String code) {
        return new StreamId("code", CodeEvent.normalized(code));
    }

    record Unknown() implements Code {}

    record Defined(CodeDefined definition) implements Code {}

    /**
     * Creates the code, or replaces its limits.
     *
     * @param promotion the present state of the promotion
     */
    record DefineCode(CodeDefined definition, Promotion promotion) {}

    static Decision<CodeEvent> decide(Code code, DefineCode define, DecisionContext context) {
        CodeDefined definition = define.definition();
        return switch (define.promotion()) {
            case Promotion.Unknown _ -> reject(NO_SUCH_PROMOTION);
            case Promotion.Active(PromotionDefined promotion) -> define(code, definition, promotion);
            case Promotion.Ended(PromotionDefined promotion) -> define(code, definition, promotion);
        };
    }

    private static Decision<CodeEvent> define(Code code, CodeDefined definition, PromotionDefined promotion) {
        if (code instanceof Defined(CodeDefined present) && !present.promotion().equals(definition.promotion())) {
            return reject(CODE_OF_ANOTHER_PROMOTION);
        }
        if (promotion.trigger() != PromotionTrigger.CODE) {
            return reject(PROMOTION_WITHOUT_CODES);
        }
        return code.equals(new Defined(definition)) ? noChange() : accept(definition);
    }

    static Code evolve(Code code, CodeEvent event) {
        return switch (event) {
            case CodeDefined defined -> new Defined(defined);
        };
    }
}
