package io.cartulary.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a promotion. All that are given have to be met. The two minimums count the lines that the promotion is
 * for: of a promotion for the order or its shipping, all.
 *
 * @param minimumSubtotal what the lines have to cost at least when the promotion's step begins, see
 * {@code PriceCalculation}; one per currency: in other currencies it is not met
 * @param minimumUnits the least number of units
 * @param skus the cart has to contain one of them, if there are any
 * @param countries the goods go to one of them (ISO 3166-1 alpha-2), if there are any
 * @param customerGroups the customer is in one of them, if there are any
 * @param from the first moment of the promotion; to the millisecond
 * @param until the moment from which the promotion is over; to the millisecond
 */
@JsonInclude(Include.NON_EMPTY)
public record PromotionConditions(
        List<Money> minimumSubtotal,
        @Nullable Integer minimumUnits,
        List<String> skus,
        List<String> countries,
        List<String> customerGroups,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** Always met. */
    public static final PromotionConditions NONE = new PromotionConditions(null, null, null, null, null, null, null);

    public PromotionConditions(
            @Nullable List<Money> minimumSubtotal,
            @Nullable Integer minimumUnits,
            @Nullable List<String> skus,
            @Nullable List<String> countries,
            @Nullable List<String> customerGroups,
            @Nullable Instant from,
            @Nullable Instant until) {
        this.minimumSubtotal = copy(minimumSubtotal);
        this.minimumUnits = minimumUnits;
        this.skus = copy(skus);
        this.countries = copy(countries);
        this.customerGroups = copy(customerGroups);
        this.from = from;
        this.until = until;
    }

    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
