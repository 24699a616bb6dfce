package io.cartulary.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What a promotion takes off. A discount never exceeds the price that it lowers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.EXISTING_PROPERTY, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PromotionEffect.PercentOff.class, name = PromotionEffect.PERCENT_OFF),
    @JsonSubTypes.Type(value = PromotionEffect.AmountOff.class, name = PromotionEffect.AMOUNT_OFF),
    @JsonSubTypes.Type(value = PromotionEffect.FixedPrice.class, name = PromotionEffect.FIXED_PRICE),
    @JsonSubTypes.Type(value = PromotionEffect.BuyNGetM.class, name = PromotionEffect.BUY_N_GET_M),
    @JsonSubTypes.Type(value = PromotionEffect.FreeShipping.class, name = PromotionEffect.FREE_SHIPPING)
})
public sealed interface PromotionEffect {

    /** The {@link #kind} of {@link PercentOff}. */
    String PERCENT_OFF = "PERCENT_OFF";

    /** The {@link #kind} of {@link AmountOff}. */
    String AMOUNT_OFF = "AMOUNT_OFF";

    /** The {@link #kind} of {@link FixedPrice}. */
    String FIXED_PRICE = "FIXED_PRICE";

    /** The {@link #kind} of {@link BuyNGetM}. */
    String BUY_N_GET_M = "BUY_N_GET_M";

    /** The {@link #kind} of {@link FreeShipping}. */
    String FREE_SHIPPING = "FREE_SHIPPING";

    /** A property like any other, see {@link Owner#kind}. */
    @JsonProperty("kind")
    default String kind() {
        return switch (this) {
            case PercentOff _ -> PERCENT_OFF;
            case AmountOff _ -> AMOUNT_OFF;
            case FixedPrice _ -> FIXED_PRICE;
            case BuyNGetM _ -> BUY_N_GET_M;
            case FreeShipping _ -> FREE_SHIPPING;
        };
    }

    /** Whether the target can have this effect. */
    default boolean fits(PromotionTarget target) {
        return switch (this) {
            case PercentOff _, AmountOff _ -> true;
            case FixedPrice _ -> !(target instanceof PromotionTarget.Order);
            case BuyNGetM _ -> target instanceof PromotionTarget.Lines;
            case FreeShipping _ -> target instanceof PromotionTarget.Shipping;
        };
    }

    /** @param rate from more than 0 to 1: {@code 0.1} is 10 % off */
    record PercentOff(Rate rate) implements PromotionEffect {
        public PercentOff {
            if (rate.equals(Rate.ZERO) || rate.compareTo(Rate.ONE) > 0) {
                throw new IllegalArgumentException("not a part of a price: " + rate);
            }
        }
    }

    /**
     * For lines: off the price of each unit. For the order and for shipping: off the whole price.
     *
     * @param amounts one per currency; the promotion doesn't apply to carts in other currencies
     */
    record AmountOff(List<Money> amounts) implements PromotionEffect {
        public AmountOff {
            amounts = List.copyOf(amounts);
            requireCurrencies(amounts);
        }
    }

    /**
     * Each unit of the lines, or the shipping, costs no more than this.
     *
     * @param prices one per currency; the promotion doesn't apply to carts in other currencies
     */
    record FixedPrice(List<Money> prices) implements PromotionEffect {
        public FixedPrice {
            prices = List.copyOf(prices);
            requireCurrencies(prices);
        }
    }

    /**
     * Of every {@code buy + get} units of the lines, {@code get} are free: of all units together, the cheapest.
     *
     * @param buy the paid units of a group, at least 1
     * @param get the free units of a group, at least 1
     */
    record BuyNGetM(int buy, int get) implements PromotionEffect {
        public BuyNGetM {
            if (buy < 1 || get < 1) {
                throw new IllegalArgumentException("buy %d get %d".formatted(buy, get));
            }
        }
    }

    /** The shipping costs nothing. */
    record FreeShipping() implements PromotionEffect {}

    private static void requireCurrencies(List<Money> amounts) {
        if (amounts.isEmpty()) {
            throw new IllegalArgumentException("no amount");
        }
        if (amounts.stream().map(Money::currency).distinct().count() < amounts.size()
                || amounts.stream().anyMatch(money -> money.amount() < 0)) {
            throw new IllegalArgumentException("not one amount per currency: " + amounts);
        }
    }
}
