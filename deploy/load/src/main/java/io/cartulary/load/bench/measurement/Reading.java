package io.cartulary.load.bench.measurement;

import java.util.EnumMap;
import java.util.Map;

/**
 * The result of one run of a measurement.
 *
 * @param note for the person who watches; may be empty
 */
public record Reading(double value, Map<Figure, Double> figures, String note) {

    public Reading {
        figures = Map.copyOf(figures);
    }

    public static Reading of(double value) {
        return new Reading(value, Map.of(), "");
    }

    public Reading with(Map<Figure, Double> more) {
        var all = new EnumMap<Figure, Double>(Figure.class);
        all.putAll(figures);
        all.putAll(more);
        return new Reading(value, all, note);
    }

    public Reading noting(String more) {
        return more.isEmpty() ? this : new Reading(value, figures, (note + " " + more).strip());
    }
}
