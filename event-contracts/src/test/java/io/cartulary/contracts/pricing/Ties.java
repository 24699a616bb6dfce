package io.cartulary.contracts.pricing;

import io.cartulary.contracts.Discount;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PriceTerms.AppliedCode;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.PricedLine;
import io.cartulary.contracts.PromotionEffect.BuyNGetM;
import io.cartulary.contracts.PromotionTarget;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.TaxAmount;
import io.cartulary.contracts.TaxTerms.TaxLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Whether the order of the lines decides anything about a cart: the calculation again, as far as it has parts. */
final class Ties {

    private static final List<String> STEPS =
            List.of(PromotionTarget.LINES, PromotionTarget.ORDER, PromotionTarget.SHIPPING);

    private Ties() {}

    static boolean decide(GeneratedCart cart, PricedCart priced) {
        long[] left = priced.lines().stream().mapToLong(PricedLine::subtotal).toArray();
        for (PromotionTerms promotion : inOrder(cart.terms())) {
            long[] off = priced.lines().stream()
                    .mapToLong(line -> off(line, promotion))
                    .toArray();
            boolean tie = switch (promotion.target()) {
                case PromotionTarget.Order _ -> isTie(LongStream.of(off).sum(), left);
                case PromotionTarget.Lines lines -> promotion.effect() instanceof BuyNGetM && isTie(cart, lines, left);
                case PromotionTarget.Shipping _ -> false;
            };
            if (tie && LongStream.of(off).sum() > 0) {
                return true;
            }
            for (int i = 0; i < left.length; i++) {
                left[i] -= off[i];
            }
        }
        return cart.terms().tax() != null && cart.terms().tax().level() == TaxLevel.TOTAL && isTie(priced, left);
    }

    private static List<PromotionTerms> inOrder(PriceTerms terms) {
        return Stream.concat(terms.promotions().stream(), terms.codes().stream().map(AppliedCode::promotion))
                .sorted(Comparator.comparingInt((PromotionTerms promotion) ->
                                STEPS.indexOf(promotion.target().kind()))
                        .thenComparingInt(promotion -> -promotion.priority())
                        .thenComparing(PromotionTerms::id))
                .toList();
    }

    private static long off(PricedLine line, PromotionTerms promotion) {
        return line.discounts().stream()
                .filter(discount -> discount.promotion().equals(promotion.id()))
                .mapToLong(Discount::amount)
                .sum();
    }

    private static boolean isTie(long amount, long[] weights) {
        long sum = LongStream.of(weights).sum();
        if (sum == 0) {
            return false;
        }
        long[] remainders = LongStream.of(weights)
                .map(weight -> amount * weight % sum)
                .sorted()
                .toArray();
        int without =
                remainders.length - Math.toIntExact(LongStream.of(remainders).sum() / sum);
        return without > 0 && without < remainders.length && remainders[without - 1] == remainders[without];
    }

    private static boolean isTie(GeneratedCart cart, PromotionTarget.Lines target, long[] left) {
        boolean[] targeted =
                new Situation(GeneratedCart.EUR, cart.lines(), cart.terms(), GeneratedCart.AT).targeted(target);
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j < i; j++) {
                long ours = left[i] * cart.lines().get(j).quantity();
                long theirs = left[j] * cart.lines().get(i).quantity();
                if (targeted[i] && targeted[j] && ours == theirs) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isTie(PricedCart priced, long[] left) {
        List<TaxAmount> taxes = new ArrayList<>();
        priced.lines().forEach(line -> taxes.add(Objects.requireNonNull(line.tax())));
        long[] amounts = Arrays.copyOf(left, left.length + 1);
        if (priced.shipping() != null) {
            taxes.add(Objects.requireNonNull(priced.shipping().tax()));
            amounts[left.length] = priced.shipping().price()
                    - priced.shipping().discounts().stream()
                            .mapToLong(Discount::amount)
                            .sum();
        }
        for (Rate rate : taxes.stream().map(TaxAmount::rate).distinct().toList()) {
            List<Long> weights = new ArrayList<>();
            long sum = 0;
            for (int i = 0; i < taxes.size(); i++) {
                if (taxes.get(i).rate().equals(rate)) {
                    weights.add(amounts[i]);
                    sum += taxes.get(i).amount();
                }
            }
            if (isTie(sum, weights.stream().mapToLong(weight -> weight).toArray())) {
                return true;
            }
        }
        return false;
    }
}
