package io.cartulary.load.start;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The figures of one subject, over the rounds. */
final class Figures {

    /** A column of the table. */
    enum Figure {
        SIZE("shipped, MB"),
        LIVE_ALONE("live with nothing there, ms"),
        LIVE("live, ms"),
        READY("ready, ms"),
        IDLE("idle, MiB"),
        LOADED("at 80 % load, MiB"),
        RATE("requests/s at full load");

        final String title;

        Figure(String title) {
            this.title = title;
        }
    }

    private final Map<Figure, List<Double>> values = new EnumMap<>(Figure.class);

    void add(Figure figure, double value) {
        values.computeIfAbsent(figure, _ -> new ArrayList<>()).add(value);
    }

    /** Empty when it was never measured. */
    OptionalDouble median(Figure figure) {
        List<Double> sorted =
                values.getOrDefault(figure, List.of()).stream().sorted().toList();
        return sorted.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sorted.get((sorted.size() - 1) / 2));
    }
}
