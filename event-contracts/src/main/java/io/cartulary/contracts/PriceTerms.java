package io.cartulary.contracts;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Everything but the lines and the time that the price of a cart depends on, as the registers had it.
 *
 * @param rounding of discounts and shares; taxes have their own
 * @param promotions those that need no code
 * @param codes in the order in which the shopper entered them
 * @param shipping null until a method is chosen
 * @param tax null until it is known where the goods go
 * @param country where the goods go; null until it is known
 * @param customerGroup null when the customer is in none
 */
public record PriceTerms(
        Rounding rounding,
        @JsonInclude(NON_EMPTY) List<PromotionTerms> promotions,
        @JsonInclude(NON_EMPTY) List<AppliedCode> codes,
        @Nullable ShippingTerms shipping,
        @Nullable TaxTerms tax,
        @Nullable String country,
        @Nullable String customerGroup) {

    /**
     * A code that the shopper has entered.
     *
     * @param withheld what the register has against its use, such as a limit; null when nothing
     */
    public record AppliedCode(
            String code, PromotionTerms promotion, @Nullable NotAppliedReason withheld) {
        public AppliedCode {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(promotion, "promotion");
        }
    }

    public PriceTerms(
            Rounding rounding,
            @Nullable List<PromotionTerms> promotions,
            @Nullable List<AppliedCode> codes,
            @Nullable ShippingTerms shipping,
            @Nullable TaxTerms tax,
            @Nullable String country,
            @Nullable String customerGroup) {
        this.rounding = Objects.requireNonNull(rounding, "rounding");
        this.promotions = promotions == null ? List.of() : List.copyOf(promotions);
        this.codes = codes == null ? List.of() : List.copyOf(codes);
        this.shipping = shipping;
        this.tax = tax;
        this.country = country;
        this.customerGroup = customerGroup;
    }
}
