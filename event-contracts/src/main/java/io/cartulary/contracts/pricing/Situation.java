package io.cartulary.contracts.pricing;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PromotionTarget;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.OptionalLong;

/** What a calculation starts from. */
record Situation(Currency currency, List<PriceableLine> lines, PriceTerms terms, Instant at) {

    /** The listed price of each line. */
    long[] subtotals() {
        return lines.stream()
                .mapToLong(line -> Math.multiplyExact(line.unitPrice().amount(), line.quantity()))
                .toArray();
    }

    /** Which lines a promotion is for: all of one for the order or its shipping. */
    boolean[] targeted(PromotionTarget target) {
        boolean[] targeted = new boolean[lines.size()];
        for (int i = 0; i < targeted.length; i++) {
            targeted[i] = !(target instanceof PromotionTarget.Lines selected) || matches(selected, lines.get(i));
        }
        return targeted;
    }

    private static boolean matches(PromotionTarget.Lines selected, PriceableLine line) {
        return (selected.skus().isEmpty() || selected.skus().contains(line.sku()))
                && selected.attributes().entrySet().stream()
                        .allMatch(wanted -> wanted.getValue().stream()
                                .anyMatch(line.attributes().getOrDefault(wanted.getKey(), List.of())::contains));
    }

    /** The amount in the cart's currency. */
    OptionalLong amount(List<Money> amounts) {
        return amounts.stream()
                .filter(money -> money.currency().equals(currency))
                .mapToLong(Money::amount)
                .findAny();
    }
}
