package io.cartulary.command.cart;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.PriceTerms.AppliedCode;
import io.cartulary.contracts.PromotionConditions;
import io.cartulary.contracts.PromotionEffect;
import io.cartulary.contracts.PromotionTarget;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.ShippingPrice;
import io.cartulary.contracts.ShippingTerms;
import io.cartulary.contracts.TaxTerms;
import java.util.Currency;
import java.util.List;
import java.util.Map;

/** Entries of the registers for the tests of carts. */
final class PriceExamples {

    static final Currency EUR = Currency.getInstance("EUR");

    /** 20 % off the order, for every cart. */
    static final PromotionTerms SALE =
            promotion("sale", new PromotionTarget.Order(), new PromotionEffect.PercentOff(Rate.of("0.2")));

    /** 1.00 off the order. */
    static final AppliedCode TEN = code(
            "TEN",
            promotion("ten", new PromotionTarget.Order(), new PromotionEffect.AmountOff(List.of(new Money(100, EUR)))));

    static final AppliedCode SHIP =
            code("SHIP", promotion("ship", new PromotionTarget.Shipping(), new PromotionEffect.FreeShipping()));

    /** 4.90 in Great Britain and Germany. */
    static final ShippingTerms PARCEL =
            new ShippingTerms("parcel", ShippingPrice.flat(new Money(490, EUR)), null, List.of("GB", "DE"));

    /** 20 %, not in the prices. */
    static final TaxTerms VAT = new TaxTerms(
            "GB",
            null,
            Map.of(TaxTerms.STANDARD, Rate.of("0.2")),
            false,
            TaxTerms.TaxLevel.LINE,
            Rounding.HALF_EVEN,
            TaxTerms.RoundingTarget.NET);

    /** The registers have nothing. */
    static final PresentTerms NOTHING = present(List.of());

    /** The registers have a promotion for every cart. */
    static final PresentTerms SALE_FOR_ALL = present(List.of(SALE));

    private PriceExamples() {}

    static PresentTerms present(List<PromotionTerms> promotions) {
        return new PresentTerms(Rounding.HALF_EVEN, promotions, Map.of(), Map.of(), null);
    }

    static AppliedCode code(String code, PromotionTerms promotion) {
        return new AppliedCode(code, promotion, null);
    }

    private static PromotionTerms promotion(String id, PromotionTarget target, PromotionEffect effect) {
        return new PromotionTerms(id, target, effect, PromotionConditions.NONE, 0, false);
    }
}
