package io.cartulary.query.store;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows that result from executing all statements, in any order: of each column the value with the newest timestamp.
 * It understands the statements of views and secondary tables, {@code INSERT INTO … (…) VALUES (…) USING TIMESTAMP ?}.
 */
public final class WrittenRows {

    private static final Pattern INSERT =
            Pattern.compile("INSERT INTO (\\S+) \\(([\\w, ]+)\\) VALUES \\([?, ]+\\) USING TIMESTAMP \\?");

    private final Keys keys;
    private final Map<Place, Map<String, Cell>> rows = new LinkedHashMap<>();

    public WrittenRows(Keys keys) {
        this.keys = keys;
    }

    private record Place(String table, Map<String, Object> key) {}

    private record Cell(Object value, long timestamp) {}

    /** @throws IllegalArgumentException when the statement has another form */
    public void add(Cql cql) {
        Matcher insert = INSERT.matcher(cql.text());
        if (!insert.matches()) {
            throw new IllegalArgumentException("not a statement that writes a row: " + cql.text());
        }
        String table = insert.group(1);
        String[] columns = insert.group(2).split(", ", -1);
        List<String> key = keys.of(table);
        long timestamp = (Long) Objects.requireNonNull(cql.values().getLast());
        var place = new LinkedHashMap<String, Object>();
        var cells = new HashMap<String, Cell>();
        for (int i = 0; i < columns.length; i++) {
            @Nullable Object value = cql.values().get(i);
            if (value == null) {
                continue;
            }
            if (key.contains(columns[i])) {
                place.put(columns[i], value);
            } else {
                cells.put(columns[i], new Cell(value, timestamp));
            }
        }
        Map<String, Cell> row = rows.computeIfAbsent(new Place(table, place), _ -> new LinkedHashMap<>());
        cells.forEach((column, cell) ->
                row.merge(column, cell, (old, late) -> late.timestamp() >= old.timestamp() ? late : old));
    }

    public List<WrittenRow> rows() {
        List<WrittenRow> all = new ArrayList<>();
        rows.forEach((place, cells) -> all.add(new WrittenRow(
                place.table(),
                place.key(),
                cells.entrySet().stream()
                        .collect(toMap(
                                Map.Entry::getKey,
                                cell -> cell.getValue().value(),
                                (one, _) -> one,
                                LinkedHashMap::new)))));
        return all;
    }

    /** The columns of primary keys, from the statements that have created the tables. */
    public static final class Keys {

        private static final Pattern CREATE = Pattern.compile("CREATE TABLE IF NOT EXISTS (\\S+) .*");
        private static final String KEY = "PRIMARY KEY (";

        private final Map<String, List<String>> columns = new HashMap<>();

        public Keys(Collection<? extends Tables> tables) {
            tables.stream().flatMap(part -> part.migrations().stream()).forEach(this::learn);
        }

        private void learn(String migration) {
            Matcher create = CREATE.matcher(migration);
            int key = migration.indexOf(KEY);
            if (create.matches() && key >= 0) {
                columns.put(create.group(1), names(migration.substring(key + KEY.length())));
            }
        }

        /** Of {@code (day, bucket), at, id)) WITH …} the part before the closing parenthesis. */
        private static List<String> names(String rest) {
            int open = 1;
            int end = 0;
            while (open > 0) {
                open += switch (rest.charAt(end)) {
                    case '(' -> 1;
                    case ')' -> -1;
                    default -> 0;
                };
                end++;
            }
            return Arrays.stream(rest.substring(0, end - 1).split(",", -1))
                    .map(column -> column.replaceAll("[() ]", ""))
                    .toList();
        }

        List<String> of(String table) {
            @Nullable List<String> key = columns.get(table);
            if (key == null) {
                throw new IllegalArgumentException("unknown table " + table);
            }
            return key;
        }
    }
}
