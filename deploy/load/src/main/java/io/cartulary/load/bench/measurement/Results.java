package io.cartulary.load.bench.measurement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** The results of the rounds. */
public final class Results {

    private final List<Round> rounds = new ArrayList<>();

    /** The results of one round, by measurement, in order. */
    public static final class Round {

        private final Map<Measurement, Reading> readings = new LinkedHashMap<>();

        public void add(Measurement measurement, Reading reading) {
            readings.put(measurement, reading);
        }

        /** NaN when it was not measured. */
        public double value(String name) {
            return number(name, Reading::value);
        }

        /** NaN when it was not measured. */
        public double figure(String name, Figure figure) {
            return number(name, reading -> reading.figures().getOrDefault(figure, Double.NaN));
        }

        /** The maximum of the measurements that were made. */
        public double most(List<String> names) {
            return names.stream()
                    .mapToDouble(this::value)
                    .filter(value -> !Double.isNaN(value))
                    .max()
                    .orElse(Double.NaN);
        }

        private double number(String name, ToDoubleFunction<Reading> number) {
            return readings.entrySet().stream()
                    .filter(entry -> entry.getKey().name().equals(name))
                    .mapToDouble(entry -> number.applyAsDouble(entry.getValue()))
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }

    /** A row of the table: the medians, and the spread of the rounds. */
    public record Summary(
            Measurement measurement, double median, double least, double most, Map<Figure, Double> figures) {}

    public Round newRound() {
        var round = new Round();
        rounds.add(round);
        return round;
    }

    public List<Summary> summaries() {
        return rounds.stream()
                .flatMap(round -> round.readings.keySet().stream())
                .distinct()
                .map(this::summary)
                .toList();
    }

    /** The median over the rounds: whatever slows a round slows both sides of its ratios. */
    public double median(ToDoubleFunction<Round> number) {
        return median(rounds.stream().mapToDouble(number).toArray());
    }

    private Summary summary(Measurement measurement) {
        List<Reading> readings = rounds.stream()
                .map(round -> round.readings.get(measurement))
                .filter(Objects::nonNull)
                .toList();
        var figures = new EnumMap<Figure, Double>(Figure.class);
        for (Figure figure : readings.getFirst().figures().keySet()) {
            figures.put(
                    figure,
                    median(readings.stream()
                            .mapToDouble(reading -> reading.figures().getOrDefault(figure, 0.0))
                            .toArray()));
        }
        double[] values = readings.stream().mapToDouble(Reading::value).sorted().toArray();
        return new Summary(measurement, median(values), values[0], values[values.length - 1], figures);
    }

    /** NaN of none. */
    public static double median(double[] numbers) {
        double[] sorted = Arrays.stream(numbers).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
