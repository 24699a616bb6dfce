package io.cartulary.command.promotion;

import static io.cartulary.command.eventsourcing.Decision.accept;
import static io.cartulary.command.eventsourcing.Decision.noChange;
import static io.cartulary.command.eventsourcing.Decision.reject;
import static io.cartulary.command.promotion.PromotionRejection.*;

import io.cartulary.command.eventsourcing.CacheWeight;
import io.cartulary.command.eventsourcing.Decider;
import io.cartulary.command.eventsourcing.Decision;
import io.cartulary.command.eventsourcing.DecisionContext;
import io.cartulary.command.eventsourcing.SnapshotForm;
import io.cartulary.contracts.CodeEvent;
import io.cartulary.contracts.CodeEvent.CodeDefined;
import io.cartulary.contracts.PromotionEvent.PromotionDefined;
import io.cartulary.contracts.PromotionTrigger;
import io.cartulary.contracts.RedemptionEvent;
import io.cartulary.contracts.StreamId;

/**
 * A code that gives a promotion. It is unique among all promotions, without regard to case. Its stream counts its
 * redemptions while it has a limit in all.
 */
sealed interface Code {

    /** The category of codes' streams. */
    String CATEGORY = "code";

    Decider<Code, CodeCommand, CodeEvent> DECIDER =
            Decider.of(CodeEvent.class, new SnapshotForm<>(Code.class, 1), new Unknown(), Code::decide, Code::evolve);

    static StreamId stream(String code) {
        return new StreamId(CATEGORY, CodeEvent.normalized(code));
    }

    record Unknown() implements Code {}

    /** @param redemptions those since it has a limit in all */
    record Defined(CodeDefined definition, RedemptionCount redemptions) implements Code, CacheWeight {
        @Override
        public int weight() {
            return redemptions.weight();
        }
    }

    /**
     * Creates the code, or replaces its limits.
     *
     * @param promotion the present state of the promotion
     */
    record DefineCode(CodeDefined definition, Promotion promotion) implements CodeCommand {}

    static Decision<CodeEvent> decide(Code code, CodeCommand command, DecisionContext context) {
        return switch (command) {
            case DefineCode define -> define(code, define);
            case RedemptionCommand redemption -> redeem(code, redemption);
        };
    }

    private static Decision<CodeEvent> define(Code code, DefineCode define) {
        CodeDefined definition = define.definition();
        return switch (define.promotion()) {
            case Promotion.Unknown _ -> reject(NO_SUCH_PROMOTION);
            case Promotion.Known promotion -> define(code, definition, promotion.definition());
        };
    }

    private static Decision<CodeEvent> redeem(Code code, RedemptionCommand command) {
        return switch (code) {
            case Unknown _ -> reject(RedemptionRejection.NOTHING_TO_REDEEM);
            case Defined(CodeDefined definition, RedemptionCount redemptions) ->
                redemptions.decide(command, definition.limit(), null, event -> event);
        };
    }

    private static Decision<CodeEvent> define(Code code, CodeDefined definition, PromotionDefined promotion) {
        if (code instanceof Defined(CodeDefined present, var _)
                && !present.promotion().equals(definition.promotion())) {
            return reject(CODE_OF_ANOTHER_PROMOTION);
        }
        if (promotion.trigger() != PromotionTrigger.CODE) {
            return reject(PROMOTION_WITHOUT_CODES);
        }
        return code instanceof Defined defined && defined.definition().equals(definition)
                ? noChange()
                : accept(definition);
    }

    static Code evolve(Code code, CodeEvent event) {
        return switch (event) {
            case CodeDefined defined ->
                new Defined(defined, code instanceof Defined before ? before.redemptions() : RedemptionCount.NONE);
            case RedemptionEvent redemption ->
                code instanceof Defined(CodeDefined definition, RedemptionCount redemptions)
                        ? new Defined(definition, redemptions.after(redemption))
                        : code;
        };
    }
}
