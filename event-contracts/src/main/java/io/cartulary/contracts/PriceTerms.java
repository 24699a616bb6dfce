package io.cartulary.contracts;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cartulary.contracts.CartEvent.*;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
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
 * @param externalTax what another system has calculated instead of {@code tax}; null when none has
 */
public record PriceTerms(
        Rounding rounding,
        @JsonInclude(NON_EMPTY) List<PromotionTerms> promotions,
        @JsonInclude(NON_EMPTY) List<AppliedCode> codes,
        @Nullable ShippingTerms shipping,
        @Nullable TaxTerms tax,
        @Nullable String country,
        @Nullable String customerGroup,
        @Nullable ExternalTax externalTax) {

    /** The terms under which a cart costs what its lines cost. */
    public static final PriceTerms NONE = new PriceTerms(Rounding.HALF_EVEN, null, null, null, null, null, null, null);

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
            @Nullable String customerGroup,
            @Nullable ExternalTax externalTax) {
        this.rounding = Objects.requireNonNull(rounding, "rounding");
        this.promotions = promotions == null ? List.of() : List.copyOf(promotions);
        this.codes = codes == null ? List.of() : List.copyOf(codes);
        this.shipping = shipping;
        this.tax = tax;
        this.country = country;
        this.customerGroup = customerGroup;
        this.externalTax = externalTax;
    }

    /** Without taxes of another system. */
    public PriceTerms(
            Rounding rounding,
            @Nullable List<PromotionTerms> promotions,
            @Nullable List<AppliedCode> codes,
            @Nullable ShippingTerms shipping,
            @Nullable TaxTerms tax,
            @Nullable String country,
            @Nullable String customerGroup) {
        this(rounding, promotions, codes, shipping, tax, country, customerGroup, null);
    }

    /** Whether a cart costs something else under these terms than its lines do, or may do so once it changes. */
    public boolean matter() {
        return !promotions.isEmpty() || !codes.isEmpty() || shipping != null || tax != null || externalTax != null;
    }

    /** Whether the price may change with the time, without an event. */
    public boolean changeWithTime() {
        return Stream.concat(promotions.stream(), codes.stream().map(AppliedCode::promotion))
                .map(PromotionTerms::conditions)
                .anyMatch(conditions -> conditions.from() != null || conditions.until() != null);
    }

    /** Whether goods can be sent by the method to where they go; also when there is none. */
    public boolean shippingIsOffered() {
        return shipping == null || shipping.goesTo(country);
    }

    /** Whether the taxes of another system are of the cart as it is; also when there are none. */
    public boolean externalTaxFits() {
        return externalTax == null || externalTax.fits();
    }

    /** The code as it was entered, in capitals. */
    public Optional<AppliedCode> code(String code) {
        return codes.stream().filter(applied -> applied.code().equals(code)).findFirst();
    }

    /**
     * The terms of a cart after its next event.
     *
     * @param terms before; null for a cart without any, see {@link #NONE}
     * @return null for a cart without any that {@link #matter}
     */
    public static @Nullable PriceTerms after(@Nullable PriceTerms terms, CartEvent event) {
        @Nullable PriceTerms after = next(terms, event);
        return after != null && after.matter() ? after : null;
    }

    private static @Nullable PriceTerms next(@Nullable PriceTerms terms, CartEvent event) {
        PriceTerms before = terms == null ? NONE : terms;
        return switch (event) {
            case CartTermsSet set -> set.terms();
            case CodeApplied applied ->
                before.withCodes(Stream.concat(before.codes.stream(), Stream.of(applied.applied()))
                        .toList());
            case CodeRemoved removed ->
                before.withCodes(before.codes.stream()
                        .filter(code -> !code.code().equals(removed.code()))
                        .toList());
            case CartShippingMethodSet set -> before.withShipping(set.shipping());
            case ExternalTaxSet set -> before.withExternalTax(set.tax());
            case ContactSet _, CartAssigned _, LifecycleEvent _ -> terms;
            case ContentsEvent _ -> terms == null ? null : before.changed();
        };
    }

    private PriceTerms withCodes(List<AppliedCode> changed) {
        return new PriceTerms(rounding, promotions, changed, shipping, tax, country, customerGroup, externalTax)
                .changed();
    }

    private PriceTerms withShipping(ShippingTerms changed) {
        return new PriceTerms(rounding, promotions, codes, changed, tax, country, customerGroup, externalTax).changed();
    }

    /** The same terms for goods that go elsewhere; null when it is not known where. */
    public PriceTerms withCountry(@Nullable String changed) {
        return new PriceTerms(rounding, promotions, codes, shipping, tax, changed, customerGroup, externalTax);
    }

    /** The same terms with other taxes of another system. */
    public PriceTerms withExternalTax(@Nullable ExternalTax changed) {
        return new PriceTerms(rounding, promotions, codes, shipping, tax, country, customerGroup, changed);
    }

    /** The taxes of another system are stale from now on. */
    private PriceTerms changed() {
        return externalTax == null || !externalTax.fits() ? this : withExternalTax(externalTax.outdated());
    }
}
