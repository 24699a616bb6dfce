package io.cartulary.load.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table that is also readable as plain text. */
public final class MarkdownTable {

    private final List<List<String>> rows = new ArrayList<>();

    /** @param header at least one word for each column */
    public MarkdownTable(List<String> header) {
        rows.add(List.copyOf(header));
    }

    /** @param row with the header's number of cells */
    public void add(List<String> row) {
        rows.add(List.copyOf(row));
    }

    @Override
    public String toString() {
        List<Integer> widths = IntStream.range(0, rows.getFirst().size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        List<String> rule =
                widths.stream().map(width -> "-".repeat(Math.max(3, width))).toList();
        var text = new StringBuilder(line(rows.getFirst(), widths)).append(line(rule, widths));
        rows.stream().skip(1).forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    private static String line(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(column -> padded(cells.get(column), widths.get(column)))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(Math.max(0, width - cell.length()));
    }

    /** Three significant digits; thousands are grouped. */
    public static String number(double value) {
        String pattern = Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
        return value == 0 ? "0" : String.format(Locale.ROOT, pattern, value);
    }
}
