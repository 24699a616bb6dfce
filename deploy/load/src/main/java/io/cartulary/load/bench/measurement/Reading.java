package io.cartulary.load.bench;

import java.util.EnumMap;
import java.util.Map;

/**
 * The result of one run of a measurement.
 *
 * @param note for the person who watches; may be empty
 */
record Reading(double value, Map<Figure, Double> figures, String note) {

    Reading {
        figures = Map.copyOf(figures);
    }

    static Reading of(double value) {
        return new Reading(value, Map.of(), "");
    }

    Reading with(Map<Figure, Double> more) {
        var all = new EnumMap<Figure, Double>(Figure.class);
        all.putAll(figures);
        all.putAll(more);
        return new Reading(value, all, note);
    }

    Reading noting(String more) {
        return more.isEmpty() ? this : new Reading(value, figures, (note + " " + more).strip());
    }
}
