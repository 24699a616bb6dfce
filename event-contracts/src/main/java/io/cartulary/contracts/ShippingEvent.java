package io.cartulary.contracts;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The events of a shipping method, on the stream {@code shipping:<id>}. */
public sealed interface ShippingEvent extends Event {

    /**
     * The shipping method is this from now on.
     *
     * @param countries where goods can be sent by it (ISO 3166-1 alpha-2)
     * @param prices one per currency
     * @param taxCategory see {@link TaxTerms#rates}; null for {@value TaxTerms#STANDARD}
     */
    record ShippingMethodSet(
            String name,
            List<String> countries,
            List<ShippingPrice> prices,
            @Nullable String taxCategory) implements ShippingEvent {
        public ShippingMethodSet {
            Objects.requireNonNull(name, "name");
            countries = List.copyOf(countries);
            prices = List.copyOf(prices);
        }
    }
}
