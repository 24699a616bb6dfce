package io.cartulary.contracts;

import java.util.Objects;

/** The events of the tax rates of a country, on the stream {@code tax:<country>}, or {@code tax:<country>-<region>}. */
public sealed interface TaxEvent extends Event {

    /** These rates apply from now on, instead of all earlier ones. */
    record TaxRatesSet(TaxTerms terms) implements TaxEvent {
        public TaxRatesSet {
            Objects.requireNonNull(terms, "terms");
        }
    }
}
