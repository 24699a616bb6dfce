package io.cartulary.contracts.pricing;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PriceTerms.AppliedCode;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.PromotionConditions;
import io.cartulary.contracts.PromotionEffect;
import io.cartulary.contracts.PromotionEffect.AmountOff;
import io.cartulary.contracts.PromotionEffect.BuyNGetM;
import io.cartulary.contracts.PromotionEffect.FixedPrice;
import io.cartulary.contracts.PromotionEffect.FreeShipping;
import io.cartulary.contracts.PromotionEffect.PercentOff;
import io.cartulary.contracts.PromotionTarget;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.ShippingPrice;
import io.cartulary.contracts.ShippingPrice.ShippingTier;
import io.cartulary.contracts.ShippingTerms;
import io.cartulary.contracts.TaxTerms;
import io.cartulary.contracts.TaxTerms.RoundingTarget;
import io.cartulary.contracts.TaxTerms.TaxLevel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Lines and terms of all kinds. */
record GeneratedCart(List<PriceableLine> lines, PriceTerms terms) {

    static final Currency EUR = Currency.getInstance("EUR");
    static final Instant AT = Instant.parse("2026-12-01T00:00:00Z");

    private static final PromotionTarget.Order ORDER = new PromotionTarget.Order();
    private static final PromotionTarget.Shipping SHIPPING = new PromotionTarget.Shipping();

    /** A promotion without its id. */
    private record Offer(
            PromotionTarget target,
            PromotionEffect effect,
            PromotionConditions conditions,
            int priority,
            boolean alone) {}

    PricedCart priced() {
        return priced(lines);
    }

    PricedCart priced(List<PriceableLine> others) {
        return PriceCalculation.of(EUR, others, terms, AT);
    }

    /** With all kinds of promotions, shipping and taxes, at prices from nothing to much. */
    static Arbitrary<GeneratedCart> any() {
        Arbitrary<Long> prices = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 12), Arbitraries.longs().between(0, 1_000_000));
        return carts(lines(prices), offers(), shipping(true));
    }

    /**
     * Without a promotion or a shipping price that depends on how much is bought. A unit costs so much that no rounding
     * outweighs it: parts of a discount and taxes of units move by less than one cent a unit.
     */
    static Arbitrary<GeneratedCart> withoutVolume() {
        Arbitrary<Offer> offers = Combinators.combine(
                        targets(),
                        Arbitraries.integers().between(1, 50),
                        Arbitraries.longs().between(1, 100),
                        Arbitraries.integers().between(-2, 2),
                        Arbitraries.of(false, false, false, true))
                .as((target, percent, amount, priority, alone) -> new Offer(
                        target,
                        switch (target) {
                            case PromotionTarget.Shipping _ -> new FreeShipping();
                            case PromotionTarget.Order _ when amount % 2 == 0 -> off(amount * 3000);
                            case PromotionTarget.Lines _ when amount % 3 == 0 -> off(amount);
                            case PromotionTarget.Lines _ when amount % 3 == 1 -> new FixedPrice(eur(20_000));
                            default -> new PercentOff(percent(percent));
                        },
                        PromotionConditions.NONE,
                        priority,
                        alone));
        return carts(lines(Arbitraries.longs().between(10_000, 100_000)), offers, shipping(false));
    }

    private static Arbitrary<GeneratedCart> carts(
            Arbitrary<List<PriceableLine>> lines, Arbitrary<Offer> offers, Arbitrary<ShippingTerms> shipping) {
        Arbitrary<PriceTerms> terms = Combinators.combine(
                        Arbitraries.of(Rounding.class),
                        offers.list().ofMaxSize(3),
                        offers.list().ofMaxSize(2),
                        shipping.injectNull(0.3),
                        taxes().injectNull(0.2),
                        Arbitraries.of("DE", "AT").injectNull(0.2),
                        Arbitraries.of("vip").injectNull(0.5))
                .as((rounding, automatic, codes, method, tax, country, group) -> new PriceTerms(
                        rounding,
                        IntStream.range(0, automatic.size())
                                .mapToObj(i -> promotion("a" + i, automatic.get(i)))
                                .toList(),
                        IntStream.range(0, codes.size())
                                .mapToObj(i -> new AppliedCode("CODE-" + i, promotion("c" + i, codes.get(i)), null))
                                .toList(),
                        method,
                        tax,
                        country,
                        group));
        return Combinators.combine(lines, terms).as(GeneratedCart::new);
    }

    private static Arbitrary<List<PriceableLine>> lines(Arbitrary<Long> prices) {
        return Combinators.combine(
                        Arbitraries.of("A", "B", "C"),
                        Arbitraries.integers().between(1, 9),
                        prices,
                        Arbitraries.of("books", "zero").injectNull(0.5),
                        Arbitraries.of("Acme", "Umbrella"))
                .as((sku, quantity, price, category, brand) -> new PriceableLine(
                        new UUID(0, 0),
                        sku,
                        quantity,
                        new Money(price, EUR),
                        category,
                        Map.of("brand", List.of(brand))))
                .list()
                .ofMaxSize(6)
                .map(GeneratedCart::numbered);
    }

    private static List<PriceableLine> numbered(List<PriceableLine> lines) {
        List<PriceableLine> numbered = new ArrayList<>();
        for (PriceableLine line : lines) {
            numbered.add(new PriceableLine(
                    new UUID(1, numbered.size()),
                    line.sku(),
                    line.quantity(),
                    line.unitPrice(),
                    line.taxCategory(),
                    line.attributes()));
        }
        return numbered;
    }

    private static Arbitrary<PromotionTarget> targets() {
        return Arbitraries.of(
                ORDER,
                ORDER,
                SHIPPING,
                new PromotionTarget.Lines(null, null),
                new PromotionTarget.Lines(List.of("A", "B"), null),
                new PromotionTarget.Lines(null, Map.of("brand", List.of("Acme"))));
    }

    private static Arbitrary<Offer> offers() {
        Arbitrary<PromotionEffect> effects = Arbitraries.oneOf(
                Arbitraries.integers()
                        .between(1, 1000)
                        .map(permille -> new PercentOff(new Rate(BigDecimal.valueOf(permille, 3)))),
                Arbitraries.of(new PercentOff(Rate.ONE)),
                Arbitraries.longs().between(0, 3000).map(GeneratedCart::off),
                Arbitraries.longs().between(0, 3000).map(price -> new FixedPrice(eur(price))),
                Combinators.combine(
                                Arbitraries.integers().between(1, 4),
                                Arbitraries.integers().between(1, 3))
                        .as(BuyNGetM::new),
                Arbitraries.of(new FreeShipping()));
        return Combinators.combine(
                        targets(),
                        effects,
                        conditions(),
                        Arbitraries.integers().between(-2, 2),
                        Arbitraries.of(false, false, false, true))
                .as((target, effect, conditions, priority, alone) -> new Offer(
                        target,
                        effect.fits(target) ? effect : new PercentOff(Rate.of("0.125")),
                        conditions,
                        priority,
                        alone));
    }

    private static Arbitrary<PromotionConditions> conditions() {
        return Combinators.combine(
                        Arbitraries.longs()
                                .between(0, 20_000)
                                .map(GeneratedCart::eur)
                                .injectNull(0.8),
                        Arbitraries.integers().between(1, 8).injectNull(0.8),
                        Arbitraries.just(List.of("A")).injectNull(0.9),
                        Arbitraries.just(List.of("DE")).injectNull(0.9),
                        Arbitraries.just(List.of("vip")).injectNull(0.9),
                        Arbitraries.of(AT, AT.plusMillis(1)).injectNull(0.9),
                        Arbitraries.of(AT, AT.plusMillis(1)).injectNull(0.9))
                .as(PromotionConditions::new);
    }

    private static Arbitrary<ShippingTerms> shipping(boolean byVolume) {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 1000),
                        Arbitraries.longs().between(1, 20_000).injectNull(byVolume ? 0.5 : 1),
                        Arbitraries.of("books").injectNull(0.7))
                .as((price, step, category) -> new ShippingTerms(
                        "parcel",
                        step == null
                                ? ShippingPrice.flat(new Money(price, EUR))
                                : new ShippingPrice(
                                        EUR,
                                        List.of(new ShippingTier(0, price), new ShippingTier(step, price / 2)),
                                        step * 2),
                        category));
    }

    private static Arbitrary<TaxTerms> taxes() {
        return Combinators.combine(
                        Arbitraries.of("0.19", "0.2", "0.0725", "0.333"),
                        Arbitraries.of(true, false),
                        Arbitraries.of(TaxLevel.class),
                        Arbitraries.of(Rounding.class),
                        Arbitraries.of(RoundingTarget.class))
                .as((standard, included, level, rounding, target) -> new TaxTerms(
                        "DE",
                        null,
                        Map.of(TaxTerms.STANDARD, Rate.of(standard), "books", Rate.of("0.07"), "zero", Rate.ZERO),
                        included,
                        level,
                        rounding,
                        target));
    }

    private static PromotionTerms promotion(String id, Offer offer) {
        return new PromotionTerms(
                id, offer.target(), offer.effect(), offer.conditions(), offer.priority(), offer.alone());
    }

    private static AmountOff off(long amount) {
        return new AmountOff(eur(amount));
    }

    private static List<Money> eur(long amount) {
        return List.of(new Money(amount, EUR));
    }

    private static Rate percent(int percent) {
        return new Rate(BigDecimal.valueOf(percent, 2));
    }
}
