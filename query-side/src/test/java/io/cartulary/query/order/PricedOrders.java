package io.cartulary.query.order;

import static io.cartulary.contracts.PromotionConditions.NONE;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.Contact;
import io.cartulary.contracts.Money;
import io.cartulary.contracts.OrderEvent.OrderLine;
import io.cartulary.contracts.OrderEvent.OrderPlaced;
import io.cartulary.contracts.Owner;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.PromotionEffect.AmountOff;
import io.cartulary.contracts.PromotionEffect.PercentOff;
import io.cartulary.contracts.PromotionTarget;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.Rate;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.ShippingPrice;
import io.cartulary.contracts.ShippingTerms;
import io.cartulary.contracts.TaxTerms;
import io.cartulary.contracts.TaxTerms.RoundingTarget;
import io.cartulary.contracts.TaxTerms.TaxLevel;
import io.cartulary.contracts.Totals;
import io.cartulary.contracts.pricing.PriceCalculation;
import io.cartulary.contracts.pricing.PriceableLine;
import io.cartulary.query.History;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Orders in euros whose price has discounts, shipping and taxes. */
public final class PricedOrders {

    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Map<String, Rate> RATES =
            Map.of(TaxTerms.STANDARD, Rate.of("0.19"), "books", Rate.of("0.07"), "stamps", Rate.ZERO);
    private static final List<String> CATEGORIES = List.of(TaxTerms.STANDARD, "books", "stamps");

    private PricedOrders() {}

    /** A line of an order. */
    public record Goods(int quantity, long unitPrice, String taxCategory) {}

    /** An order with 10 % off its goods, shipping for 4.90, and German taxes, which prices include. */
    public static OrderPlaced placed(Goods... goods) {
        return placed(
                List.of(goods),
                new PriceTerms(
                        Rounding.HALF_EVEN,
                        List.of(percentOff("0.1")),
                        null,
                        shipping(490),
                        tax(true, TaxLevel.LINE, RoundingTarget.NET),
                        "DE",
                        null));
    }

    /** A random order under random terms. */
    public static OrderPlaced random(Random chance) {
        List<Goods> goods = new ArrayList<>();
        for (int i = 1 + chance.nextInt(4); i > 0; i--) {
            goods.add(new Goods(
                    1 + chance.nextInt(5),
                    1 + chance.nextInt(3000),
                    CATEGORIES.get(chance.nextInt(CATEGORIES.size()))));
        }
        List<PromotionTerms> promotions = new ArrayList<>();
        if (chance.nextBoolean()) {
            promotions.add(percentOff(chance.nextInt(8) == 0 ? "1" : "0." + (1 + chance.nextInt(9))));
        }
        if (chance.nextBoolean()) {
            promotions.add(new PromotionTerms(
                    "amount-off",
                    new PromotionTarget.Order(),
                    new AmountOff(List.of(new Money(1 + chance.nextInt(2000), EUR))),
                    NONE,
                    0,
                    false));
        }
        TaxTerms tax = chance.nextInt(5) == 0
                ? null
                : tax(chance.nextBoolean(), any(TaxLevel.values(), chance), any(RoundingTarget.values(), chance));
        Rounding rounding = any(Rounding.values(), chance);
        return placed(
                goods,
                new PriceTerms(
                        rounding,
                        promotions,
                        null,
                        chance.nextInt(3) == 0 ? null : shipping(chance.nextInt(1000)),
                        tax,
                        "DE",
                        null));
    }

    private static <T> T any(T[] all, Random chance) {
        return all[chance.nextInt(all.length)];
    }

    /** The id of one of its lines. */
    public static UUID line(int index) {
        return new UUID(1, index);
    }

    private static OrderPlaced placed(List<Goods> goods, PriceTerms terms) {
        List<OrderLine> lines = new ArrayList<>();
        List<PriceableLine> priceable = new ArrayList<>();
        long total = 0;
        int units = 0;
        for (Goods some : goods) {
            UUID id = line(lines.size());
            String sku = "SKU-" + lines.size();
            var price = new Money(some.unitPrice(), EUR);
            lines.add(new OrderLine(id, sku, "Goods", some.quantity(), price));
            priceable.add(new PriceableLine(id, sku, some.quantity(), price, some.taxCategory(), Map.of()));
            total += some.unitPrice() * some.quantity();
            units += some.quantity();
        }
        PricedCart price = PriceCalculation.of(EUR, priceable, terms, History.BEGINNING);
        return new OrderPlaced(
                "7Q4K-2M9X-C3TB",
                5,
                new Owner.Customer("alice"),
                lines,
                new Totals(lines.size(), units, new Money(total, EUR)),
                new Address("Erika Mustermann", "Heidestraße 17", null, "51147", "Köln", null, "DE"),
                new Contact("erika@example.com", null),
                terms,
                price);
    }

    private static PromotionTerms percentOff(String rate) {
        return new PromotionTerms(
                "percent-off", new PromotionTarget.Order(), new PercentOff(Rate.of(rate)), NONE, 1, false);
    }

    private static ShippingTerms shipping(long price) {
        return new ShippingTerms("parcel", ShippingPrice.flat(new Money(price, EUR)), null);
    }

    private static TaxTerms tax(boolean included, TaxLevel level, RoundingTarget target) {
        return new TaxTerms("DE", null, RATES, included, level, Rounding.HALF_UP, target);
    }
}
