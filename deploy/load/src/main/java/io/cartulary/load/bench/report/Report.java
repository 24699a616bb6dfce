package io.cartulary.load.bench.report;

import io.cartulary.load.bench.measurement.Figure;
import io.cartulary.load.bench.measurement.Results;
import io.cartulary.load.bench.measurement.Results.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Results as Markdown. */
public record Report(String title, Results results, List<Goal> goals) {

    private static final String NOT_MEASURED = "";

    public String markdown() {
        return title + "\n\n" + measurements() + "\n" + goalsTable();
    }

    private String measurements() {
        List<Summary> summaries = results.summaries();
        List<Figure> figures = Stream.of(Figure.values())
                .filter(figure ->
                        summaries.stream().anyMatch(row -> row.figures().containsKey(figure)))
                .toList();
        List<String> header = new ArrayList<>(List.of("measurement", "median", "", "least – most"));
        figures.forEach(figure -> header.add(figure.title()));
        var table = new MarkdownTable(header);
        for (Summary summary : summaries) {
            table.add(row(summary, figures));
        }
        return table.toString();
    }

    private static List<String> row(Summary summary, List<Figure> figures) {
        List<String> row = new ArrayList<>(List.of(
                summary.measurement().name(),
                MarkdownTable.number(summary.median()),
                summary.measurement().unit(),
                MarkdownTable.number(summary.least()) + " – " + MarkdownTable.number(summary.most())));
        for (Figure figure : figures) {
            Double value = summary.figures().get(figure);
            row.add(value == null ? NOT_MEASURED : MarkdownTable.number(value));
        }
        return row;
    }

    private String goalsTable() {
        var table = new MarkdownTable(List.of("goal", "", "measured", ""));
        for (Goal goal : goals) {
            double measured = results.median(goal.number());
            if (Double.isFinite(measured)) {
                table.add(List.of(
                        goal.text(),
                        goal.relation().sign() + " " + MarkdownTable.number(goal.bound()),
                        MarkdownTable.number(measured),
                        goal.isMet(measured) ? "✓" : "✗"));
            }
        }
        return table.toString();
    }
}
