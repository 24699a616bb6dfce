package io.cartulary.query.rebuild;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cartulary.query.diff.Change;
import io.cartulary.query.diff.JsonDiff;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.RowJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of which two generations are compared.
 *
 * @param name without keyspace and generation
 * @param statementName the name in statements, where the generation is inserted
 * @param partitionKey the columns of the partition key
 * @param clustering the other columns of the primary key
 * @param others the columns outside the key
 */
record ComparedTable(
        String name, String statementName, List<String> partitionKey, List<String> clustering, List<String> others) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A share of all rows, in the same order in every generation. */
    Cql share(Share share) {
        String token = "token(%s)".formatted(String.join(", ", partitionKey));
        return Cql.of(
                "SELECT %s FROM %s WHERE %s >= ? AND %s <= ?".formatted(columns(), statementName, token, token),
                share.from(),
                share.to());
    }

    /** One row. */
    Cql row(List<Object> key) {
        String where = keys().map(column -> column + " = ?").collect(Collectors.joining(" AND "));
        return Cql.of("SELECT %s FROM %s WHERE %s".formatted(columns(), statementName, where), key.toArray());
    }

    private String columns() {
        return Stream.concat(keys(), others.stream()).collect(Collectors.joining(", "));
    }

    private Stream<String> keys() {
        return Stream.concat(partitionKey.stream(), clustering.stream());
    }

    List<Object> key(Row row) {
        return keys().map(column -> requireNonNull(row.getObject(column))).toList();
    }

    /** The row's columns outside the key, without nulls. */
    Map<String, Object> cells(Row row) {
        Map<String, Object> cells = new LinkedHashMap<>();
        for (String column : others) {
            @Nullable Object value = row.getObject(column);
            if (value != null) {
                cells.put(column, value);
            }
        }
        return cells;
    }

    /** The differing fields. */
    List<String> differing(Map<String, Object> living, Map<String, Object> next) {
        List<String> fields = new ArrayList<>();
        for (String column : others) {
            if (!RowJson.sameCell(living.get(column), next.get(column))) {
                fields.addAll(fields(column, living.get(column), next.get(column)));
            }
        }
        return fields;
    }

    private static List<String> fields(String column, @Nullable Object living, @Nullable Object next) {
        if (living instanceof String one && next instanceof String other && one.startsWith("{")) {
            try {
                return JsonDiff.between(JSON.readTree(one), JSON.readTree(other)).stream()
                        .map(Change::path)
                        .map(path -> "/" + column + path)
                        .toList();
            } catch (IOException _) {
                return List.of("/" + column);
            }
        }
        return List.of("/" + column);
    }

    /** The key as readable text. */
    String told(List<Object> key) {
        List<String> names = keys().toList();
        List<String> told = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            told.add(names.get(i) + "=" + key.get(i));
        }
        return String.join(", ", told);
    }

    /**
     * A range of the token ring.
     *
     * @param from inclusive, as is {@code to}
     */
    record Share(long from, long to) {

        /** One of {@code all} shares of equal size. */
        static Share of(int which, int all) {
            long width = Long.divideUnsigned(-1, all);
            long from = Long.MIN_VALUE + which * width;
            return new Share(from, which == all - 1 ? Long.MAX_VALUE : from + width - 1);
        }
    }
}
