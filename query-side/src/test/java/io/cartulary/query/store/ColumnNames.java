package io.cartulary.query.store;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds columns that a migration adds again after an earlier one has dropped them. */
public final class ColumnNames {

    private static final Pattern CHANGE = Pattern.compile(
            "ALTER\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?(\\S+)\\s+(ADD|DROP|RENAME)\\s+(?:IF\\s+(?:NOT\\s+)?EXISTS\\s+)?(.+)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private ColumnNames() {}

    /** Those columns, each with its table, of migrations in the order in which they are carried out. */
    public static List<String> usedAgain(List<String> migrations) {
        Map<String, Set<String>> dropped = new HashMap<>();
        List<String> again = new ArrayList<>();
        for (String migration : migrations) {
            Matcher change = CHANGE.matcher(migration.strip());
            if (!change.matches()) {
                continue;
            }
            Set<String> gone = dropped.computeIfAbsent(change.group(1), _ -> new TreeSet<>());
            switch (change.group(2).toUpperCase(Locale.ROOT)) {
                case "DROP" -> gone.addAll(names(change.group(3)));
                case "ADD" ->
                    names(change.group(3)).stream()
                            .filter(gone::contains)
                            .forEach(name -> again.add(change.group(1) + "." + name));
                default -> {}
            }
        }
        return again;
    }

    /** {@code a int, b frozen<map<text, text>>} or {@code (a, b)}. */
    private static Set<String> names(String columns) {
        String bare = columns.strip().replaceAll("^\\(|\\)$", "");
        return Stream.of(bare.replaceAll("<[^,>]*(?:,[^>]*)?>+", "").split(",", -1))
                .map(column -> column.strip().split("\\s+", 2)[0])
                .collect(toCollection(TreeSet::new));
    }
}
