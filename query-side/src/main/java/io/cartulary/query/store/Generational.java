package io.cartulary.query.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of tables with generations, so that the next one can be filled while the active one answers. In a statement the
 * name of such a table is followed by the category of its streams, {@code cart_by_id{cart}}; the generation is inserted
 * when the statement is executed. The first generation has the plain name, as in keyspaces from before generations.
 */
public final class Generational {

    private static final Pattern MARK = Pattern.compile("\\{([a-z]+)}");
    private static final Pattern CREATED = Pattern.compile("CREATE TABLE IF NOT EXISTS (?:\\w+\\.)?(\\w+)\\{[a-z]+}");
    private static final int FIRST = 1;

    private Generational() {}

    /** The name in a statement. */
    static String marked(String table, String category) {
        return table + "{" + category + "}";
    }

    /** The category of the statement's table; empty when the table has no generations. */
    public static Optional<String> category(String cql) {
        Matcher mark = MARK.matcher(cql);
        return mark.find() ? Optional.of(mark.group(1)) : Optional.empty();
    }

    /** The statement for that generation. */
    static String in(String cql, int generation) {
        return MARK.matcher(cql).replaceFirst(generation == FIRST ? "" : "_g" + generation);
    }

    /** The table's name in that generation. */
    public static String name(String table, int generation) {
        return generation == FIRST ? table : table + "_g" + generation;
    }

    /** The table with generations that the statement creates, without keyspace and generation. */
    public static Optional<String> created(String cql) {
        Matcher create = CREATED.matcher(cql);
        return create.find() ? Optional.of(create.group(1)) : Optional.empty();
    }
}
