package io.cartulary.query.store;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.core.type.TypeReference;
import io.cartulary.query.store.Generations.Kept;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * The table {@code generation}: one row, changed only by light-weight transactions, so that several views switch at
 * once, and one of two concurrent changes is rejected.
 */
@ApplicationScoped
public class GenerationTable implements Tables {

    private static final TypeReference<Map<String, Kept>> VIEWS = new TypeReference<>() {};

    private final Store store;
    private final KnownGenerations known;
    private final String create;
    private final String select;
    private final String insert;
    private final String update;

    GenerationTable(Store store, KnownGenerations known) {
        String table = store.table("generation");
        this.store = store;
        this.known = known;
        this.create = "CREATE TABLE IF NOT EXISTS %s (name text PRIMARY KEY, version bigint, views text, rebuild text)"
                .formatted(table);
        this.select = "SELECT version, views, rebuild FROM %s WHERE name = 'all'".formatted(table);
        this.insert =
                "INSERT INTO %s (name, version, views, rebuild) VALUES ('all', ?, ?, ?) IF NOT EXISTS".formatted(table);
        this.update =
                "UPDATE %s SET version = ?, views = ?, rebuild = ? WHERE name = 'all' IF version = ?".formatted(table);
    }

    @Override
    public String tables() {
        return "generation";
    }

    @Override
    public List<String> migrations() {
        return List.of(create);
    }

    /** Reads the generations, and updates those known to this replica. */
    public Uni<Generations> read() {
        return store.first(Cql.of(select))
                .map(row -> row.map(GenerationTable::generations).orElse(Generations.FIRST))
                .invoke(known::learn);
    }

    /**
     * Replaces the generations, unless another change has been made since.
     *
     * @param before the generations as read
     * @return whether they are replaced
     */
    public Uni<Boolean> replace(Generations before, Map<String, Kept> views, String rebuild) {
        long version = before.version() + 1;
        Cql change = before.version() == 0
                ? Cql.of(insert, version, RowJson.write(views), rebuild)
                : Cql.of(update, version, RowJson.write(views), rebuild, before.version());
        return store.applied(change).chain(done -> read().replaceWith(done));
    }

    private static Generations generations(Row row) {
        return new Generations(
                row.getLong("version"),
                RowJson.read(requireNonNull(row.getString("views")), VIEWS),
                row.getString("rebuild"));
    }
}
