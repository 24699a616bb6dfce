package io.cartulary.load.bench;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads reports. */
final class Tables {

    private Tables() {}

    /**
     * The cells of every row, by the first of them.
     *
     * @param first the name of the table's first column
     */
    static Map<String, List<String>> rows(String markdown, String first) {
        return markdown.lines()
                .dropWhile(line -> !line.startsWith("| " + first))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> List.of(line.substring(2, line.length() - 2).split(" +\\| ", -1)))
                .map(cells -> cells.stream().map(String::strip).toList())
                .collect(Collectors.toMap(List::getFirst, Function.identity()));
    }
}
