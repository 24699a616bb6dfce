package io.cartulary.load.bench.against;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first table of a benchmark's report.
 *
 * @param rows by the name of the measurement; each has its numbers by the title of their column, in order, and of the
 * value by {@link #VALUE}
 */
record MeasuredTable(Map<String, Map<String, Double>> rows) {

    /** The column of the value. A report of one round has no other spread. */
    static final String VALUE = "median";

    private static final String FIRST_COLUMN = "measurement";

    /** Columns that have no number of their own. */
    private static final List<String> NO_NUMBERS = List.of(FIRST_COLUMN, "", "least – most");

    /** Cells without a number are left out; the report is of any revision, so it may have other columns than ours. */
    static MeasuredTable parse(String report) {
        List<List<String>> lines = report.lines()
                .dropWhile(line -> !line.startsWith("| " + FIRST_COLUMN + " "))
                .takeWhile(line -> line.startsWith("|"))
                .map(MeasuredTable::cells)
                .toList();
        if (lines.size() <= 2) {
            throw new IllegalArgumentException("a report without measurements: " + report);
        }
        var rows = new LinkedHashMap<String, Map<String, Double>>();
        for (List<String> cells : lines.subList(2, lines.size())) {
            rows.put(cells.getFirst(), numbers(lines.getFirst(), cells));
        }
        return new MeasuredTable(rows);
    }

    /** NaN where there is none. */
    double number(String measurement, String column) {
        return rows.getOrDefault(measurement, Map.of()).getOrDefault(column, Double.NaN);
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    private static Map<String, Double> numbers(List<String> titles, List<String> cells) {
        var numbers = new LinkedHashMap<String, Double>();
        for (int column = 0; column < Math.min(titles.size(), cells.size()); column++) {
            String title = titles.get(column);
            String cell = cells.get(column).replace(",", "");
            if (!NO_NUMBERS.contains(title) && cell.matches("-?\\d+(\\.\\d+)?")) {
                numbers.put(title, Double.valueOf(cell));
            }
        }
        return numbers;
    }
}
