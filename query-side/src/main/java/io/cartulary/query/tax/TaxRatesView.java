package io.cartulary.query.tax;

import io.cartulary.contracts.Rate;
import io.cartulary.contracts.Rounding;
import io.cartulary.contracts.TaxEvent;
import io.cartulary.contracts.TaxEvent.TaxRatesSet;
import io.cartulary.contracts.TaxTerms;
import io.cartulary.contracts.TaxTerms.RoundingTarget;
import io.cartulary.contracts.TaxTerms.TaxLevel;
import io.cartulary.query.timeline.RecordedEvent;
import io.cartulary.query.view.Versioned;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tax rates of a country or of one of its regions.
 *
 * @param region null for the country as a whole
 * @param rates by tax category
 */
public record TaxRatesView(
        String country,
        @Nullable String region,
        long version,
        Map<String, Rate> rates,
        boolean includedInPrice,
        TaxLevel level,
        Rounding rounding,
        RoundingTarget roundingTarget,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned {

    /** The rates after the next event. */
    public static TaxRatesView evolve(@Nullable TaxRatesView before, RecordedEvent recorded) {
        return switch ((TaxEvent) recorded.event()) {
            case TaxRatesSet(TaxTerms terms) ->
                new TaxRatesView(
                        terms.country(),
                        terms.region(),
                        recorded.version(),
                        terms.rates(),
                        terms.includedInPrice(),
                        terms.level(),
                        terms.rounding(),
                        terms.roundingTarget(),
                        before == null ? recorded.at() : before.createdAt(),
                        recorded.at());
        };
    }
}
