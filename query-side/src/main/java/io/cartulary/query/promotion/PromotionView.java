package io.cartulary.query.promotion;

import static java.util.Objects.requireNonNull;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.PromotionConditions;
import io.cartulary.contracts.PromotionEffect;
import io.cartulary.contracts.PromotionEvent;
import io.cartulary.contracts.PromotionEvent.*;
import io.cartulary.contracts.PromotionTarget;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.PromotionTrigger;
import io.cartulary.contracts.Rate;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.view.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A promotion.
 *
 * @param limit how often it can be redeemed in all; null for any number
 * @param limitPerCustomer how often one customer can redeem it; null for any number
 * @param returnsOnCancellation whether the cancellation of an order gives its redemption back
 */
public record PromotionView(
        String id,
        long version,
        State state,
        String name,
        PromotionTrigger trigger,
        Target target,
        Effect effect,
        Conditions conditions,
        int priority,
        boolean exclusive,
        @Nullable Integer limit,
        @Nullable Integer limitPerCustomer,
        boolean returnsOnCancellation,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    @Schema(name = "PromotionState")
    public enum State {
        /** It applies while its conditions are met. */
        ACTIVE,
        /** It no longer applies. */
        ENDED
    }

    /**
     * The part of a cart whose price is lowered.
     *
     * @param kind {@code LINES}, {@code ORDER} or {@code SHIPPING}
     * @param skus of the lines; all, when it is empty
     * @param attributes of the products of the lines, with the values of each
     */
    @Schema(name = "PromotionTarget")
    public record Target(String kind, List<String> skus, Map<String, List<String>> attributes) {

        static Target of(PromotionTarget target) {
            return target instanceof PromotionTarget.Lines lines
                    ? new Target(target.kind(), lines.skus(), lines.attributes())
                    : new Target(target.kind(), List.of(), Map.of());
        }
    }

    /**
     * What is taken off: the members depend on the kind.
     *
     * @param kind {@code PERCENT_OFF}, {@code AMOUNT_OFF}, {@code FIXED_PRICE}, {@code BUY_N_GET_M} or {@code
     *     FREE_SHIPPING}
     */
    @Schema(name = "PromotionEffect")
    public record Effect(
            String kind,
            @Nullable Rate rate,
            @Nullable List<Money> amounts,
            @Nullable List<Money> prices,
            @Nullable Integer buy,
            @Nullable Integer get) {

        static Effect of(PromotionEffect effect) {
            String kind = effect.kind();
            return switch (effect) {
                case PromotionEffect.PercentOff(Rate rate) -> new Effect(kind, rate, null, null, null, null);
                case PromotionEffect.AmountOff(List<Money> amounts) ->
                    new Effect(kind, null, amounts, null, null, null);
                case PromotionEffect.FixedPrice(List<Money> prices) -> new Effect(kind, null, null, prices, null, null);
                case PromotionEffect.BuyNGetM(int buy, int get) -> new Effect(kind, null, null, null, buy, get);
                case PromotionEffect.FreeShipping() -> new Effect(kind, null, null, null, null, null);
            };
        }
    }

    /** All that are given have to be met; an empty list is not given. */
    @Schema(name = "PromotionConditions")
    public record Conditions(
            List<Money> minimumSubtotal,
            @Nullable Integer minimumUnits,
            List<String> skus,
            List<String> countries,
            List<String> customerGroups,
            @Nullable Instant from,
            @Nullable Instant until) {

        static Conditions of(PromotionConditions conditions) {
            return new Conditions(
                    conditions.minimumSubtotal(),
                    conditions.minimumUnits(),
                    conditions.skus(),
                    conditions.countries(),
                    conditions.customerGroups(),
                    conditions.from(),
                    conditions.until());
        }
    }

    /** The promotion after the next event. */
    public static PromotionView evolve(@Nullable PromotionView before, RecordedEvent recorded) {
        return switch ((PromotionEvent) recorded.event()) {
            case PromotionDefined defined -> of(defined, before == null ? recorded.at() : before.createdAt(), recorded);
            case PromotionEnded _ ->
                requireNonNull(before, "a promotion's history begins with its definition")
                        .ended(recorded);
        };
    }

    private static PromotionView of(PromotionDefined defined, Instant created, RecordedEvent recorded) {
        PromotionTerms terms = defined.terms();
        return new PromotionView(
                recorded.streamId().rootId(),
                recorded.version(),
                State.ACTIVE,
                defined.name(),
                defined.trigger(),
                Target.of(terms.target()),
                Effect.of(terms.effect()),
                Conditions.of(terms.conditions()),
                terms.priority(),
                terms.exclusive(),
                defined.limit(),
                defined.limitPerCustomer(),
                defined.returnsOnCancellation(),
                created,
                recorded.at());
    }

    private PromotionView ended(RecordedEvent recorded) {
        return new PromotionView(
                id,
                recorded.version(),
                State.ENDED,
                name,
                trigger,
                target,
                effect,
                conditions,
                priority,
                exclusive,
                limit,
                limitPerCustomer,
                returnsOnCancellation,
                createdAt,
                recorded.at());
    }
}
