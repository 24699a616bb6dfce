package io.cartulary.contracts.pricing;

import static io.cartulary.contracts.NotAppliedReason.EXPIRED;
import static io.cartulary.contracts.NotAppliedReason.MINIMUM_NOT_REACHED;
import static io.cartulary.contracts.NotAppliedReason.NOTHING_TO_DISCOUNT;
import static io.cartulary.contracts.NotAppliedReason.NOT_FOR_CUSTOMER;
import static io.cartulary.contracts.NotAppliedReason.NOT_IN_COUNTRY;
import static io.cartulary.contracts.NotAppliedReason.NOT_IN_CURRENCY;
import static io.cartulary.contracts.NotAppliedReason.NOT_STARTED;

import io.cartulary.contracts.Discount;
import io.cartulary.contracts.NotAppliedReason;
import io.cartulary.contracts.PromotionConditions;
import io.cartulary.contracts.PromotionEffect;
import io.cartulary.contracts.PromotionEffect.AmountOff;
import io.cartulary.contracts.PromotionEffect.BuyNGetM;
import io.cartulary.contracts.PromotionEffect.FixedPrice;
import io.cartulary.contracts.PromotionEffect.FreeShipping;
import io.cartulary.contracts.PromotionEffect.PercentOff;
import io.cartulary.contracts.PromotionTarget;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.ShippingTerms;
import io.cartulary.contracts.pricing.Promotions.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What given promotions take off a cart: those for lines, then those for the order, then those for the shipping. */
final class Discounts {

    private final Situation situation;
    private final Rounding rounding;
    private final Map<Candidate, @Nullable NotAppliedReason> tried = new HashMap<>();
    private final List<List<Discount>> lineDiscounts;
    private final List<Discount> shippingDiscounts = new ArrayList<>();

    /** What each line costs after the discounts so far. */
    private final long[] lines;

    /** What each line costs when the present step begins: what minimums are compared with. */
    private long[] atStep;

    private long shippingPrice;
    private long shipping;

    private Discounts(Situation situation) {
        this.situation = situation;
        rounding = situation.terms().rounding();
        lines = situation.subtotals();
        atStep = lines.clone();
        lineDiscounts = Stream.generate(() -> (List<Discount>) new ArrayList<Discount>(2))
                .limit(lines.length)
                .toList();
    }

    /** @param candidates in the order of their priority; all of them, whether exclusive or not */
    static Discounts of(Situation situation, List<Candidate> candidates) {
        var discounts = new Discounts(situation);
        discounts.step(candidates, PromotionTarget.LINES);
        discounts.step(candidates, PromotionTarget.ORDER);
        ShippingTerms method = situation.terms().shipping();
        if (method != null) {
            discounts.shippingPrice = method.price().at(sum(discounts.lines));
            discounts.shipping = discounts.shippingPrice;
        }
        discounts.step(candidates, PromotionTarget.SHIPPING);
        return discounts;
    }

    boolean isAnyApplied() {
        return tried.containsValue(null);
    }

    boolean tried(Candidate candidate) {
        return tried.containsKey(candidate);
    }

    /** Null when it is applied. */
    @Nullable
    NotAppliedReason reason(Candidate candidate) {
        return tried.get(candidate);
    }

    List<Discount> ofLine(int index) {
        return lineDiscounts.get(index);
    }

    List<Discount> ofShipping() {
        return shippingDiscounts;
    }

    /** What the lines cost. */
    long[] lines() {
        return lines.clone();
    }

    /** What the shipping costs without promotions. */
    long shippingPrice() {
        return shippingPrice;
    }

    /** What the shipping costs. */
    long shipping() {
        return shipping;
    }

    private void step(List<Candidate> candidates, String target) {
        atStep = lines.clone();
        for (Candidate candidate : candidates) {
            if (candidate.promotion().target().kind().equals(target)) {
                tried.put(candidate, apply(candidate));
            }
        }
    }

    private @Nullable NotAppliedReason apply(Candidate candidate) {
        NotAppliedReason reason = unmet(candidate);
        if (reason != null) {
            return reason;
        }
        return switch (candidate.promotion().target()) {
                    case PromotionTarget.Lines target -> applyToLines(candidate, situation.targeted(target));
                    case PromotionTarget.Order _ -> applyToOrder(candidate);
                    case PromotionTarget.Shipping _ -> applyToShipping(candidate);
                }
                ? null
                : NOTHING_TO_DISCOUNT;
    }

    private @Nullable NotAppliedReason unmet(Candidate candidate) {
        PromotionConditions conditions = candidate.promotion().conditions();
        if (conditions.from() != null && situation.at().isBefore(conditions.from())) {
            return NOT_STARTED;
        }
        if (conditions.until() != null && !situation.at().isBefore(conditions.until())) {
            return EXPIRED;
        }
        if (isInOtherCurrencies(conditions, candidate.promotion().effect())) {
            return NOT_IN_CURRENCY;
        }
        if (isNoneOf(conditions.countries(), situation.terms().country())) {
            return NOT_IN_COUNTRY;
        }
        if (isNoneOf(conditions.customerGroups(), situation.terms().customerGroup())) {
            return NOT_FOR_CUSTOMER;
        }
        if (!conditions.skus().isEmpty()
                && situation.lines().stream()
                        .noneMatch(line -> conditions.skus().contains(line.sku()))) {
            return NOTHING_TO_DISCOUNT;
        }
        return isBelowMinimum(conditions, candidate.promotion().target()) ? MINIMUM_NOT_REACHED : null;
    }

    private boolean isInOtherCurrencies(PromotionConditions conditions, PromotionEffect effect) {
        boolean minimum = !conditions.minimumSubtotal().isEmpty()
                && situation.amount(conditions.minimumSubtotal()).isEmpty();
        return minimum
                || switch (effect) {
                    case AmountOff off -> situation.amount(off.amounts()).isEmpty();
                    case FixedPrice fixed -> situation.amount(fixed.prices()).isEmpty();
                    case PercentOff _, BuyNGetM _, FreeShipping _ -> false;
                };
    }

    private static boolean isNoneOf(List<String> permitted, @Nullable String actual) {
        return !permitted.isEmpty() && (actual == null || !permitted.contains(actual));
    }

    private boolean isBelowMinimum(PromotionConditions conditions, PromotionTarget target) {
        if (conditions.minimumSubtotal().isEmpty() && conditions.minimumUnits() == null) {
            return false;
        }
        boolean[] targeted = situation.targeted(target);
        long subtotal = 0;
        long units = 0;
        for (int i = 0; i < targeted.length; i++) {
            if (targeted[i]) {
                subtotal = Math.addExact(subtotal, atStep[i]);
                units += situation.lines().get(i).quantity();
            }
        }
        return subtotal < situation.amount(conditions.minimumSubtotal()).orElse(0)
                || (conditions.minimumUnits() != null && units < conditions.minimumUnits());
    }

    private boolean applyToLines(Candidate candidate, boolean[] targeted) {
        long[] off = new long[lines.length];
        if (candidate.promotion().effect() instanceof BuyNGetM groups) {
            cheapest(groups, targeted, off);
        } else {
            for (int i = 0; i < off.length; i++) {
                if (targeted[i]) {
                    off[i] = ofUnits(
                            candidate.promotion().effect(),
                            lines[i],
                            situation.lines().get(i).quantity());
                }
            }
        }
        return takeOff(candidate, off);
    }

    private boolean applyToOrder(Candidate candidate) {
        long off = ofUnits(candidate.promotion().effect(), sum(lines), 1);
        return takeOff(candidate, Fractions.distribute(off, lines));
    }

    private boolean applyToShipping(Candidate candidate) {
        long off = ofUnits(candidate.promotion().effect(), shipping, 1);
        if (off > 0) {
            shipping -= off;
            shippingDiscounts.add(new Discount(candidate.promotion().id(), candidate.code(), off));
        }
        return off > 0;
    }

    private boolean takeOff(Candidate candidate, long[] off) {
        boolean any = false;
        for (int i = 0; i < off.length; i++) {
            if (off[i] > 0) {
                lines[i] -= off[i];
                lineDiscounts.get(i).add(new Discount(candidate.promotion().id(), candidate.code(), off[i]));
                any = true;
            }
        }
        return any;
    }

    /** The discount of units that have this cost together. */
    private long ofUnits(PromotionEffect effect, long cost, int units) {
        return switch (effect) {
            case PercentOff(Rate rate) -> Fractions.round(cost, rate.numerator(), rate.denominator(), rounding);
            case AmountOff off -> atMost(cost, situation.amount(off.amounts()).orElseThrow(), units);
            case FixedPrice fixed ->
                cost - atMost(cost, situation.amount(fixed.prices()).orElseThrow(), units);
            case FreeShipping _ -> cost;
            case BuyNGetM _ -> throw new IllegalStateException("not for each line by itself");
        };
    }

    /** The amount times the units, or the bound if that is less; without an overflow. */
    private static long atMost(long bound, long amount, int units) {
        return amount >= Math.ceilDiv(bound, units) ? bound : amount * units;
    }

    private void cheapest(BuyNGetM groups, boolean[] targeted, long[] off) {
        int[] candidates = IntStream.range(0, lines.length)
                .filter(i -> targeted[i])
                .boxed()
                .sorted((a, b) -> Fractions.compare(lines[a], quantity(a), lines[b], quantity(b)))
                .mapToInt(i -> i)
                .toArray();
        long units = Arrays.stream(candidates).mapToLong(this::quantity).sum();
        long free = units / (groups.buy() + (long) groups.get()) * groups.get();
        for (int i : candidates) {
            long taken = Math.min(free, quantity(i));
            off[i] = Fractions.round(lines[i], taken, quantity(i), rounding);
            free -= taken;
        }
    }

    private int quantity(int line) {
        return situation.lines().get(line).quantity();
    }

    private static long sum(long[] amounts) {
        return Arrays.stream(amounts).reduce(0, Math::addExact);
    }
}
