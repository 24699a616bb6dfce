package io.cartulary.command.cart;

import io.cartulary.contracts.Address;
import io.cartulary.contracts.PriceTerms;
import io.cartulary.contracts.PriceTerms.AppliedCode;
import io.cartulary.contracts.PromotionTerms;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.ShippingTerms;
import io.cartulary.contracts.TaxTerms;
import java.util.List;
import java.util.Map;
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
 */
record PresentTerms(
        Rounding rounding,
        List<PromotionTerms> promotions,
        Map<String, AppliedCode> codes,
        Map<String, ShippingTerms> shipping,
        @Nullable LocalTax tax) {

    PresentTerms {
        promotions = List.copyOf(promotions);
        codes = Map.copyOf(codes);
        shipping = Map.copyOf(shipping);
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

    /** The cart's terms by the registers; null when they change nothing about what its lines cost. */
    @Nullable
    PriceTerms of(CartContents cart) {
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
                before.customerGroup(),
                before.externalTax());
        return present.matter() ? present : null;
    }

    private @Nullable ShippingTerms shipping(@Nullable ShippingTerms chosen) {
        return chosen == null ? null : shipping.getOrDefault(chosen.method(), chosen);
    }
}
