package io.cartulary.query.store;

import com.datastax.oss.driver.api.core.cql.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The expected content of a row.
 *
 * @param table its name in statements
 * @param key the values of the primary key's columns
 * @param values the values of the other columns, as far as they were written
 */
public record WrittenRow(String table, Map<String, Object> key, Map<String, Object> values) {

    /** The table's name without keyspace and generation. */
    public String name() {
        return table.replaceAll("^\\w+\\.|\\{\\w+}$", "");
    }

    /** Reads the row. */
    public Cql select() {
        List<String> columns = new ArrayList<>((values.isEmpty() ? key : values).keySet());
        String where = key.keySet().stream().map(column -> column + " = ?").collect(Collectors.joining(" AND "));
        String text = "SELECT %s FROM %s WHERE %s".formatted(String.join(", ", columns), table, where);
        return Cql.of(text, key.values().toArray());
    }

    /** The columns that differ; all of them when the row is missing. */
    public List<String> differing(Optional<Row> found) {
        if (found.isEmpty()) {
            return List.copyOf((values.isEmpty() ? key : values).keySet());
        }
        return values.entrySet().stream()
                .filter(cell -> !RowJson.sameCell(cell.getValue(), found.get().getObject(cell.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
