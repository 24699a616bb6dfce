package io.cartulary.load.start;

import io.cartulary.load.start.Figures.Figure;
import java.util.OptionalDouble;

/** The goals for a service's native binary. */
enum Goal {
    SIZE(Figure.SIZE, 110),
    LIVE_ALONE(Figure.LIVE_ALONE, 60),
    READY(Figure.READY, 60),
    IDLE(Figure.IDLE, 64),
    LOADED(Figure.LOADED, 160);

    private final Figure figure;
    private final double most;

    Goal(Figure figure, double most) {
        this.figure = figure;
        this.most = most;
    }

    /** A line with the result: met, or missed by how much. */
    String verdict(String title, Figures figures) {
        OptionalDouble measured = figures.median(figure);
        String goal = "- %s: %s ≤ %.0f".formatted(title, figure.title, most);
        if (measured.isEmpty()) {
            return goal + ": not measured";
        }
        double value = measured.getAsDouble();
        return value <= most
                ? "%s: met, %.0f".formatted(goal, value)
                : "%s: missed by %.0f, at %.0f".formatted(goal, value - most, value);
    }
}
