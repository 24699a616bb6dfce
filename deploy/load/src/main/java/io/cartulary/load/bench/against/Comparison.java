package io.cartulary.load.bench.against;

import io.cartulary.load.bench.measurement.Results;
import io.cartulary.load.bench.report.MarkdownTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The ratios of this build's figures to another one's. A ratio is taken within a round, and the median of the rounds
 * counts: whatever slows the machine for a while slows both sides.
 *
 * @param other its revision
 */
record Comparison(String other, List<Round> rounds) {

    private static final String NOT_MEASURED = "";

    /** What both builds measured, one directly after the other. */
    record Round(MeasuredTable ours, MeasuredTable theirs) {

        private double ratio(String measurement, String column) {
            return ours.number(measurement, column) / theirs.number(measurement, column);
        }
    }

    /** One row for each measurement that both builds have; values, and the ratios of all figures. */
    String markdown() {
        List<String> measurements = of(table -> table.rows().keySet().stream());
        List<String> figures =
                of(table -> table.rows().values().stream().flatMap(row -> row.keySet().stream())).stream()
                        .filter(column -> !column.equals(MeasuredTable.VALUE))
                        .filter(column -> measurements.stream().anyMatch(name -> Double.isFinite(ratio(name, column))))
                        .toList();
        List<String> header = new ArrayList<>(List.of("measurement", "this build", other, "ratio", "least – most"));
        figures.forEach(figure -> header.add(figure + " ×"));
        var table = new MarkdownTable(header);
        for (String name : measurements) {
            table.add(row(name, figures));
        }
        return table.toString();
    }

    private List<String> row(String name, List<String> figures) {
        double[] ratios = rounds.stream()
                .mapToDouble(round -> round.ratio(name, MeasuredTable.VALUE))
                .toArray();
        List<String> row = new ArrayList<>(List.of(
                name,
                MarkdownTable.number(median(round -> round.ours().number(name, MeasuredTable.VALUE))),
                MarkdownTable.number(median(round -> round.theirs().number(name, MeasuredTable.VALUE))),
                MarkdownTable.number(Results.median(ratios)),
                MarkdownTable.number(Arrays.stream(ratios).min().orElse(Double.NaN)) + " – "
                        + MarkdownTable.number(Arrays.stream(ratios).max().orElse(Double.NaN))));
        for (String figure : figures) {
            double ratio = ratio(name, figure);
            row.add(Double.isFinite(ratio) ? MarkdownTable.number(ratio) : NOT_MEASURED);
        }
        return row;
    }

    private double ratio(String measurement, String column) {
        return median(round -> round.ratio(measurement, column));
    }

    private double median(ToDoubleFunction<Round> number) {
        return Results.median(rounds.stream().mapToDouble(number).toArray());
    }

    /** What both builds have, in the order of this one. */
    private List<String> of(Function<MeasuredTable, Stream<String>> names) {
        List<String> theirs =
                rounds.stream().flatMap(round -> names.apply(round.theirs())).toList();
        return rounds.stream()
                .flatMap(round -> names.apply(round.ours()))
                .distinct()
                .filter(theirs::contains)
                .toList();
    }
}
