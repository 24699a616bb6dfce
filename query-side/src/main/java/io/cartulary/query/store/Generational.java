package io.cartulary.query.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of tables that come in generations, so that the next one can be filled while the living one answers. In a
 * statement such a table is followed by the category of the streams that it follows from, {@code cart_by_id{cart}}; the
 * generation is put in when the statement is executed. The first generation has the plain name: it is what keyspaces have
 * that were made before there were others.
 */
public final class Generational {

    private static final Pattern MARK = Pattern.compile("\\{([a-z]+)}");
    private static final Pattern CREATED = Pattern.compile("CREATE TABLE IF NOT EXISTS (?:\\w+\\.)?(\\w+)\\{[a-z]+}");
    private static final int FIRST = 1;

    private Generational() {}

    /** As it stands in a statement. */
    static String marked(String table, String category) {
        return table + "{" + category + "}";
    }

    /** Whose generation the statement is about; empty when its table has none. */
    public static Optional<String> category(String cql) {
        Matcher mark = MARK.matcher(cql);
        return mark.find() ? Optional.of(mark.group(1)) : Optional.empty();
    }

    /** The statement about that generation. */
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
