package io.cartulary.contracts.pricing;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.Discount;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.PricedLine;
import io.cartulary.contracts.PricedShipping;
import io.cartulary.contracts.PromotionConditions;
import io.cartulary.contracts.PromotionEffect.AmountOff;
import io.cartulary.contracts.PromotionEffect.PercentOff;
import io.cartulary.contracts.PromotionTarget;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.TaxAmount;
import io.cartulary.contracts.TaxTerms;
import io.cartulary.contracts.TaxTerms.TaxLevel;
import io.cartulary.contracts.pricing.Shares.LineShare;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Properties of the price of every cart. */
class PriceCalculationProperties {

    /** Those that an assumption discards come on top. */
    private static final int TRIES = 10_000;

    @Property(tries = TRIES)
    void the_sums_match_at_every_level(@ForAll("carts") GeneratedCart cart) {
        PricedCart priced = cart.priced();
        TaxTerms terms = cart.terms().tax();
        long subtotal = 0;
        long discount = 0;
        long total = 0;
        for (int i = 0; i < priced.lines().size(); i++) {
            PricedLine line = priced.lines().get(i);
            assertThat(line.lineId()).isEqualTo(cart.lines().get(i).lineId());
            assertThat(line.subtotal()).isEqualTo(line.unitPrice() * line.quantity());
            matches(line.subtotal(), line.discounts(), line.tax(), line.total(), terms);
            subtotal += line.subtotal();
            discount += sum(line.discounts());
            total += line.total();
        }
        PricedShipping shipping = priced.shipping();
        if (shipping != null) {
            matches(shipping.price(), shipping.discounts(), shipping.tax(), shipping.total(), terms);
            total += shipping.total();
        }
        assertThat(priced.subtotal()).isEqualTo(subtotal);
        assertThat(priced.discount()).isEqualTo(discount);
        assertThat(priced.total()).isEqualTo(total);
        if (terms == null) {
            assertThat(priced.taxes()).isNull();
        } else {
            taxesMatch(priced, terms);
        }
    }

    private static void matches(
            long price, List<Discount> discounts, @Nullable TaxAmount tax, long total, @Nullable TaxTerms terms) {
        long left = price - sum(discounts);
        assertThat(left).isNotNegative();
        assertThat(discounts)
                .allSatisfy(discount -> assertThat(discount.amount()).isPositive());
        assertThat(tax == null).isEqualTo(terms == null);
        if (tax == null || terms == null) {
            assertThat(total).isEqualTo(left);
        } else {
            assertThat(terms.includedInPrice() ? tax.net() + tax.amount() : tax.net())
                    .isEqualTo(left);
            assertThat(tax.net() + tax.amount()).isEqualTo(total);
            assertThat(tax.net()).isNotNegative();
            assertThat(tax.amount()).isNotNegative();
        }
    }

    private static void taxesMatch(PricedCart priced, TaxTerms terms) {
        List<TaxAmount> all = new ArrayList<>();
        priced.lines().forEach(line -> all.add(Objects.requireNonNull(line.tax())));
        if (priced.shipping() != null) {
            all.add(Objects.requireNonNull(priced.shipping().tax()));
        }
        List<TaxAmount> taxes = Objects.requireNonNull(priced.taxes());
        assertThat(taxes.stream().map(TaxAmount::rate))
                .containsExactlyElementsOf(
                        all.stream().map(TaxAmount::rate).distinct().sorted().toList());
        for (TaxAmount tax : taxes) {
            List<TaxAmount> those =
                    all.stream().filter(each -> each.rate().equals(tax.rate())).toList();
            assertThat(tax.net())
                    .isEqualTo(those.stream().mapToLong(TaxAmount::net).sum());
            assertThat(tax.amount())
                    .isEqualTo(those.stream().mapToLong(TaxAmount::amount).sum());
            if (terms.level() == TaxLevel.TOTAL && !terms.includedInPrice()) {
                assertThat(tax.amount()).isEqualTo(rounded(tax.net(), tax.rate(), terms.rounding()));
            }
        }
        assertThat(taxes.stream().mapToLong(TaxAmount::gross).sum()).isEqualTo(priced.total());
    }

    @Property(tries = TRIES)
    void the_parts_of_an_order_discount_are_in_proportion(
            @ForAll("carts") GeneratedCart cart, @ForAll @IntRange(min = 1, max = 30_000_000) int amount) {
        var promotion = new PromotionTerms(
                "off",
                new PromotionTarget.Order(),
                new AmountOff(List.of(new Money(amount, GeneratedCart.EUR))),
                PromotionConditions.NONE,
                0,
                false);
        var terms = new PriceTerms(Rounding.HALF_EVEN, List.of(promotion), null, null, null, null, null);
        PricedCart priced = new GeneratedCart(cart.lines(), terms).priced();

        assertThat(priced.discount()).isEqualTo(Math.min(amount, priced.subtotal()));
        for (PricedLine line : priced.lines()) {
            BigDecimal exact = BigDecimal.valueOf(priced.discount()).multiply(BigDecimal.valueOf(line.subtotal()));
            BigDecimal part = BigDecimal.valueOf(sum(line.discounts())).multiply(BigDecimal.valueOf(priced.subtotal()));
            assertThat(exact.subtract(part).abs()).isLessThan(BigDecimal.valueOf(Math.max(1, priced.subtotal())));
        }
    }

    @Property(tries = TRIES)
    void everything_off_is_exactly_nothing(@ForAll("carts") GeneratedCart cart) {
        PriceTerms terms = cart.terms();
        List<PromotionTerms> all = Stream.of(new PromotionTarget.Order(), new PromotionTarget.Shipping())
                .map(target -> new PromotionTerms(
                        "all-" + target.kind(), target, new PercentOff(Rate.ONE), PromotionConditions.NONE, -9, false))
                .toList();
        List<PromotionTerms> promotions = Stream.concat(
                        terms.promotions().stream().filter(promotion -> !promotion.exclusive()), all.stream())
                .toList();
        PricedCart priced = new GeneratedCart(
                        cart.lines(),
                        new PriceTerms(
                                terms.rounding(),
                                promotions,
                                null,
                                terms.shipping(),
                                terms.tax(),
                                terms.country(),
                                terms.customerGroup()))
                .priced();

        assertThat(priced.total()).isZero();
        assertThat(priced.lines()).allSatisfy(line -> assertThat(line.total()).isZero());
    }

    @Property(tries = 2 * TRIES, maxDiscardRatio = 20)
    void the_order_of_lines_does_not_matter_but_for_ties(@ForAll("carts") GeneratedCart cart, @ForAll Random chance) {
        PricedCart priced = cart.priced();
        Assume.that(!Ties.decide(cart, priced));
        List<PriceableLine> shuffled = new ArrayList<>(cart.lines());
        Collections.shuffle(shuffled, chance);

        PricedCart other = cart.priced(shuffled);

        assertThat(byId(other)).isEqualTo(byId(priced));
        assertThat(other.total()).isEqualTo(priced.total());
        assertThat(other.taxes()).isEqualTo(priced.taxes());
        assertThat(other.codes()).isEqualTo(priced.codes());
    }

    @Property(tries = TRIES)
    void the_order_of_promotions_does_not_matter(@ForAll("carts") GeneratedCart cart, @ForAll Random chance) {
        PriceTerms terms = cart.terms();
        List<PromotionTerms> shuffled = new ArrayList<>(terms.promotions());
        Collections.shuffle(shuffled, chance);
        var other = new PriceTerms(
                terms.rounding(),
                shuffled,
                terms.codes(),
                terms.shipping(),
                terms.tax(),
                terms.country(),
                terms.customerGroup());

        assertThat(new GeneratedCart(cart.lines(), other).priced()).isEqualTo(cart.priced());
    }

    @Property(tries = TRIES)
    void an_exclusive_promotion_is_alone(@ForAll("carts") GeneratedCart cart) {
        PricedCart priced = cart.priced();
        List<String> applied = Stream.concat(
                        priced.lines().stream().map(PricedLine::discounts),
                        Stream.ofNullable(priced.shipping()).map(PricedShipping::discounts))
                .flatMap(List::stream)
                .map(Discount::promotion)
                .distinct()
                .toList();
        List<String> exclusive = Stream.concat(
                        cart.terms().promotions().stream(),
                        cart.terms().codes().stream().map(PriceTerms.AppliedCode::promotion))
                .filter(PromotionTerms::exclusive)
                .map(PromotionTerms::id)
                .toList();

        assertThat(applied.size() > 1 && applied.stream().anyMatch(exclusive::contains))
                .isFalse();
        cart.terms()
                .codes()
                .forEach(code -> assertThat(priced.codes())
                        .contains(new PricedCart.CodeOutcome(
                                code.code(),
                                applied.contains(code.promotion().id())
                                        ? null
                                        : priced.codes().stream()
                                                .filter(outcome ->
                                                        outcome.code().equals(code.code()))
                                                .map(PricedCart.CodeOutcome::reason)
                                                .map(Objects::requireNonNull)
                                                .findAny()
                                                .orElseThrow())));
    }

    @Property(tries = TRIES + TRIES / 2)
    void more_units_never_cost_less_without_a_volume_promotion(
            @ForAll("cartsWithoutVolume") GeneratedCart cart, @ForAll @IntRange(max = 5) int index) {
        Assume.that(!cart.lines().isEmpty());
        List<PriceableLine> more = new ArrayList<>(cart.lines());
        int chosen = index % more.size();
        PriceableLine line = more.get(chosen);
        more.set(
                chosen,
                new PriceableLine(
                        line.lineId(),
                        line.sku(),
                        line.quantity() + 1,
                        line.unitPrice(),
                        line.taxCategory(),
                        line.attributes()));

        assertThat(cart.priced(more).total())
                .isGreaterThanOrEqualTo(cart.priced().total());
    }

    @Property(tries = TRIES)
    void all_of_an_order_returned_credits_exactly_what_was_charged(
            @ForAll("carts") GeneratedCart cart, @ForAll Random chance) {
        PricedCart priced = cart.priced();
        long credited = priced.shipping() == null ? 0 : priced.shipping().total();
        for (PricedLine line : priced.lines()) {
            LineShare given = LineShare.NONE;
            for (int units = 0; units < line.quantity(); ) {
                units += 1 + chance.nextInt(line.quantity() - units);
                given = given.plus(Shares.share(line, units, given, cart.terms().rounding()));
            }
            assertThat(given.total()).isEqualTo(line.total());
            assertThat(given.tax())
                    .isEqualTo(line.tax() == null ? 0 : line.tax().amount());
            credited += given.total();
        }
        assertThat(credited).isEqualTo(priced.total());
    }

    @Property(tries = TRIES)
    void shares_of_units_one_by_one_add_up(
            @ForAll @IntRange(max = 100_000) int amount,
            @ForAll @IntRange(min = 1, max = 50) int quantity,
            @ForAll Rounding rounding) {
        long given = 0;
        for (int units = 1; units <= quantity; units++) {
            long share = Shares.share(amount, quantity, units, given, rounding);
            assertThat(share).isBetween((long) amount / quantity - 1, (long) amount / quantity + 2);
            assertThat(share).isNotNegative();
            given += share;
            assertThat(given)
                    .isEqualTo(BigDecimal.valueOf((long) amount * units)
                            .divide(BigDecimal.valueOf(quantity), 0, RoundingMode.valueOf(rounding.name()))
                            .longValueExact());
        }
        assertThat(given).isEqualTo(amount);
    }

    @Provide
    Arbitrary<GeneratedCart> carts() {
        return GeneratedCart.any();
    }

    @Provide
    Arbitrary<GeneratedCart> cartsWithoutVolume() {
        return GeneratedCart.withoutVolume();
    }

    private static Map<UUID, PricedLine> byId(PricedCart cart) {
        return cart.lines().stream().collect(toMap(PricedLine::lineId, Function.identity()));
    }

    private static long sum(List<Discount> discounts) {
        return discounts.stream().mapToLong(Discount::amount).sum();
    }

    private static long rounded(long amount, Rate rate, Rounding rounding) {
        return BigDecimal.valueOf(amount)
                .multiply(rate.value())
                .setScale(0, RoundingMode.valueOf(rounding.name()))
                .longValueExact();
    }
}
