package io.cartulary.command.cart;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.CartEvent.LimitedRedemption;
import io.cartulary.contracts.Discount;
import io.cartulary.contracts.NotAppliedReason;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PriceTerms.AppliedCode;
import io.cartulary.contracts.PricedCart;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.ShippingTerms;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.TaxTerms;
import io.cartulary.service.access.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the registers say at the moment of a command about everything that the price of a cart depends on. What was not
 * looked up, because another command has changed the cart meanwhile, stays in the cart as it is.
 *
 * @param rounding of discounts, as the shop has it
 * @param promotions the automatic ones that have not ended
 * @param codes by code, those that were looked up
 * @param shipping by id, the methods that were looked up
 * @param tax where the goods go, if that was looked up
 * @param limits of these promotions and codes: all that count their redemptions, in the order in which they are reserved
 */
record PresentTerms(
        Rounding rounding,
        List<PromotionTerms> promotions,
        Map<String, AppliedCode> codes,
        Map<String, ShippingTerms> shipping,
        @Nullable LocalTax tax,
        List<RedemptionLimit> limits) {

    PresentTerms {
        promotions = List.copyOf(promotions);
        codes = Map.copyOf(codes);
        shipping = Map.copyOf(shipping);
        limits = List.copyOf(limits);
    }

    /** Without limits. */
    PresentTerms(
            Rounding rounding,
            List<PromotionTerms> promotions,
            Map<String, AppliedCode> codes,
            Map<String, ShippingTerms> shipping,
            @Nullable LocalTax tax) {
        this(rounding, promotions, codes, shipping, tax, List.of());
    }

    /** The same without what a limit, or its end, is against. */
    PresentTerms without(RedemptionLimit limit, NotAppliedReason reason) {
        String promotion = limit.promotion();
        var others = new HashMap<>(codes);
        others.replaceAll((name, code) -> code.promotion().id().equals(promotion)
                        && (limit.code() == null || limit.code().equals(name))
                ? new AppliedCode(name, code.promotion(), reason)
                : code);
        return new PresentTerms(
                rounding,
                promotions.stream()
                        .filter(terms -> !terms.id().equals(promotion))
                        .toList(),
                others,
                shipping,
                tax,
                limits.stream().filter(other -> !other.equals(limit)).toList());
    }

    /** The limit with that stream, which is one of these. */
    RedemptionLimit limit(StreamId stream) {
        return limits.stream()
                .filter(limit -> limit.stream().equals(stream))
                .findFirst()
                .orElseThrow();
    }

    /** Whether it is known about each code of the cart which limits it has. */
    boolean knowCodesOf(CartContents cart) {
        return cart.termsOrNone().codes().stream().allMatch(code -> codes.containsKey(code.code()));
    }

    /** The redemptions that an order with that price needs. */
    List<LimitedRedemption> redemptions(PricedCart price) {
        return limits.stream()
                .filter(limit -> discounts(price).anyMatch(limit::isOf))
                .map(RedemptionLimit::redemption)
                .toList();
    }

    private static Stream<Discount> discounts(PricedCart price) {
        return Stream.concat(
                price.lines().stream().flatMap(line -> line.discounts().stream()),
                Stream.ofNullable(price.shipping()).flatMap(shipping -> shipping.discounts().stream()));
    }

    /**
     * The tax rates where goods go.
     *
     * @param region of the address, whether or not it has its own rates
     * @param terms null when the register has no rates for it
     */
    record LocalTax(
            String country,
            @Nullable String region,
            @Nullable TaxTerms terms) {

        boolean isOf(Address address) {
            return country.equals(address.country())
                    && (region == null ? address.region() == null : region.equals(address.region()));
        }
    }

    /**
     * The cart's terms by the registers; null when they change nothing about what its lines cost.
     *
     * @param caller whose customer group counts, if the cart is the caller's
     */
    @Nullable
    PriceTerms of(CartContents cart, Caller caller) {
        PriceTerms before = cart.termsOrNone();
        @Nullable Address address = cart.address();
        var present = new PriceTerms(
                rounding,
                promotions,
                before.codes().stream()
                        .map(code -> codes.getOrDefault(code.code(), code))
                        .toList(),
                shipping(before.shipping()),
                tax != null && address != null && tax.isOf(address) ? tax.terms() : before.tax(),
                address == null ? null : address.country(),
                cart.customerGroup(caller),
                before.externalTax());
        return present.matter() ? present : null;
    }

    private @Nullable ShippingTerms shipping(@Nullable ShippingTerms chosen) {
        return chosen == null ? null : shipping.getOrDefault(chosen.method(), chosen);
    }
}
