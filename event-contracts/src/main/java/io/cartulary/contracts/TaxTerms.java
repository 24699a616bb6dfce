package io.cartulary.contracts;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tax rates of a country or region as they were when a cart was given them.
 *
 * @param country ISO 3166-1 alpha-2
 * @param region the state or province that they are for; null for those of the whole country
 * @param rates by tax category; {@value #STANDARD} is always there, and applies to every category that is not
 * @param includedInPrice whether all prices, of goods and shipping, contain the tax already
 * @param rounding of the taxes
 * @param roundingTarget where prices include the tax; without effect where they don't
 */
public record TaxTerms(
        String country,
        @Nullable String region,
        Map<String, Rate> rates,
        boolean includedInPrice,
        TaxLevel level,
        Rounding rounding,
        RoundingTarget roundingTarget) {

    /** The category of what has no other one. */
    public static final String STANDARD = "standard";

    /** What a tax is calculated of, and rounded. */
    public enum TaxLevel {
        /** Each line, and the shipping. */
        LINE,
        /** Each unit at what it costs in whole minor units; the line has the sum. The shipping is one unit. */
        UNIT,
        /** All that has the same rate together, with the shipping; then distributed over it. */
        TOTAL
    }

    /** Which part of a price that includes the tax is calculated and rounded; the other one is what is left of it. */
    public enum RoundingTarget {
        NET,
        TAX
    }

    public TaxTerms {
        Objects.requireNonNull(country, "country");
        rates = Collections.unmodifiableMap(new TreeMap<>(rates));
        Objects.requireNonNull(rates.get(STANDARD), STANDARD);
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(rounding, "rounding");
        Objects.requireNonNull(roundingTarget, "roundingTarget");
    }

    /** The rate for a tax category; null is a product without one. */
    public Rate rate(@Nullable String category) {
        Rate standard = Objects.requireNonNull(rates.get(STANDARD), STANDARD);
        return category == null ? standard : rates.getOrDefault(category, standard);
    }
}
