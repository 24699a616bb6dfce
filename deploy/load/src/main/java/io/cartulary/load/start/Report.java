package io.cartulary.load.start;

import io.cartulary.load.bench.report.MarkdownTable;
import io.cartulary.load.start.Figures.Figure;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The results of a run, and the goals that it meets.
 *
 * @param arguments of native-image, besides the binaries' own; none for a release, which the goals are about
 */
record Report(int rounds, String arguments, Map<Subject, Figures> all) {

    String markdown() {
        return "# Starts, %s%n%nMedians of %d rounds, %d processors, Java %s.%s%n%n%s%n%s"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        rounds,
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        arguments.isEmpty() ? "" : " Compiled with %s; the goals are a release's.".formatted(arguments),
                        table(),
                        goals());
    }

    private MarkdownTable table() {
        List<String> header = new ArrayList<>(List.of(""));
        Stream.of(Figure.values()).forEach(figure -> header.add(figure.title));
        var table = new MarkdownTable(header);
        all.forEach((subject, figures) -> table.add(row(subject, figures)));
        return table;
    }

    private static List<String> row(Subject subject, Figures figures) {
        List<String> row = new ArrayList<>(List.of(subject.title()));
        for (Figure figure : Figure.values()) {
            row.add(figures.median(figure).stream()
                    .mapToObj("%.0f"::formatted)
                    .findFirst()
                    .orElse(""));
        }
        return row;
    }

    private String goals() {
        var lines = new StringBuilder();
        all.forEach((subject, figures) -> {
            if (subject.isBound()) {
                for (Goal goal : Goal.values()) {
                    lines.append(goal.verdict(subject.title(), figures)).append('\n');
                }
            }
        });
        return lines.toString();
    }
}
