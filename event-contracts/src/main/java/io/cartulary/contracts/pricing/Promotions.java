package io.cartulary.contracts.pricing;

import io.cartulary.contracts.NotAppliedReason;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PriceTerms.AppliedCode;
import io.cartulary.contracts.PricedCart.CodeOutcome;
import io.cartulary.contracts.PromotionTerms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the promotions that a cart gets: an exclusive one alone, or all that are not.
 *
 * @param discounts of the chosen ones
 * @param codes the outcome of each code
 */
record Promotions(Discounts discounts, List<CodeOutcome> codes) {

    /**
     * A promotion that may be applied.
     *
     * @param code null when it needs none
     */
    record Candidate(PromotionTerms promotion, @Nullable String code) {

        private static final Comparator<Candidate> ORDER = Comparator.comparingInt(
                        (Candidate candidate) -> candidate.promotion().priority())
                .reversed()
                .thenComparing(candidate -> candidate.promotion().id());

        boolean exclusive() {
            return promotion.exclusive();
        }
    }

    static Promotions choose(Situation situation) {
        PriceTerms terms = situation.terms();
        Set<String> ids = new HashSet<>();
        List<Candidate> candidates = new ArrayList<>();
        for (PromotionTerms promotion : terms.promotions()) {
            if (ids.add(promotion.id())) {
                candidates.add(new Candidate(promotion, null));
            }
        }
        Map<String, Candidate> byCode = new HashMap<>();
        for (AppliedCode code : terms.codes()) {
            if (code.withheld() == null && ids.add(code.promotion().id())) {
                Candidate candidate = new Candidate(code.promotion(), code.code());
                candidates.add(candidate);
                byCode.put(code.code(), candidate);
            }
        }
        candidates.sort(Candidate.ORDER);
        Discounts discounts = chosen(situation, candidates);
        List<CodeOutcome> codes = terms.codes().stream()
                .map(code -> new CodeOutcome(
                        code.code(),
                        code.withheld() != null
                                ? code.withheld()
                                : reason(situation, discounts, byCode.get(code.code()))))
                .toList();
        return new Promotions(discounts, codes);
    }

    private static Discounts chosen(Situation situation, List<Candidate> candidates) {
        List<Candidate> stackable = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (!candidate.exclusive()) {
                stackable.add(candidate);
            } else if (Discounts.of(situation, stackable).isAnyApplied()) {
                break; // this one is not the first, and so no later one is
            } else {
                Discounts alone = Discounts.of(situation, List.of(candidate));
                if (alone.isAnyApplied()) {
                    return alone;
                }
            }
        }
        return Discounts.of(
                situation,
                candidates.stream().filter(candidate -> !candidate.exclusive()).toList());
    }

    /** Null when it is applied. A promotion that was passed over would be applied if it were the only one. */
    private static @Nullable NotAppliedReason reason(
            Situation situation, Discounts discounts, @Nullable Candidate candidate) {
        if (candidate == null) {
            return NotAppliedReason.NOT_COMBINABLE;
        }
        if (discounts.tried(candidate)) {
            return discounts.reason(candidate);
        }
        NotAppliedReason alone = Discounts.of(situation, List.of(candidate)).reason(candidate);
        return alone == null ? NotAppliedReason.NOT_COMBINABLE : alone;
    }
}
