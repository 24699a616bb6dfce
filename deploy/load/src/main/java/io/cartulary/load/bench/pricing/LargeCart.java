package io.cartulary.load.bench.pricing;

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
import io.cartulary.contracts.PromotionTarget.Lines;
import io.cartulary.contracts.PromotionTarget.Order;
import io.cartulary.contracts.PromotionTarget.Shipping;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.ShippingPrice;
import io.cartulary.contracts.ShippingTerms;
import io.cartulary.contracts.TaxTerms;
import io.cartulary.contracts.TaxTerms.RoundingTarget;
import io.cartulary.contracts.TaxTerms.TaxLevel;
import io.cartulary.contracts.pricing.PriceCalculation;
import io.cartulary.contracts.pricing.PriceableLine;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A cart of 500 lines with ten promotions: nine that are applied, and an exclusive one that is passed over. */
final class LargeCart {

    static final int LINES = 500;

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Instant AT = Instant.parse("2026-12-01T00:00:00Z");

    private final List<PriceableLine> lines =
            IntStream.range(0, LINES).mapToObj(LargeCart::line).toList();
    private final PriceTerms terms = new PriceTerms(
            Rounding.HALF_EVEN,
            List.of(
                    promotion(9, ofBrand(0), new PercentOff(Rate.of("0.1"))),
                    promotion(8, ofBrand(1), new AmountOff(eur(50))),
                    promotion(7, ofBrand(2), new FixedPrice(eur(1999))),
                    promotion(6, new Lines(null, null), new BuyNGetM(3, 1)),
                    promotion(5, new Order(), new PercentOff(Rate.of("0.05"))),
                    promotion(4, new Order(), new AmountOff(eur(1000))),
                    promotion(3, new Shipping(), new PercentOff(Rate.of("0.5")))),
            List.of(
                    new AppliedCode("TEN", promotion(2, new Order(), new PercentOff(Rate.of("0.1"))), null),
                    new AppliedCode("FREE", promotion(1, new Shipping(), new FreeShipping()), null),
                    new AppliedCode(
                            "ALONE",
                            new PromotionTerms(
                                    "alone",
                                    new Order(),
                                    new PercentOff(Rate.of("0.5")),
                                    PromotionConditions.NONE,
                                    0,
                                    true),
                            null)),
            new ShippingTerms("parcel", ShippingPrice.flat(new Money(490, EUR)), null),
            new TaxTerms(
                    "DE",
                    null,
                    Map.of(TaxTerms.STANDARD, Rate.of("0.19"), "books", Rate.of("0.07")),
                    true,
                    TaxLevel.TOTAL,
                    Rounding.HALF_EVEN,
                    RoundingTarget.NET),
            "DE",
            null);

    PricedCart priced() {
        return PriceCalculation.of(EUR, lines, terms, AT);
    }

    private static PriceableLine line(int index) {
        return new PriceableLine(
                new UUID(0, index),
                "SKU-" + index,
                1 + index % 7,
                new Money(99 + index * 37L, EUR),
                index % 3 == 0 ? "books" : null,
                Map.of("brand", List.of("brand-" + index % 5)));
    }

    private static PromotionTerms promotion(int priority, PromotionTarget target, PromotionEffect effect) {
        return new PromotionTerms("p" + priority, target, effect, PromotionConditions.NONE, priority, false);
    }

    private static Lines ofBrand(int brand) {
        return new Lines(null, Map.of("brand", List.of("brand-" + brand)));
    }

    private static List<Money> eur(long amount) {
        return List.of(new Money(amount, EUR));
    }
}
