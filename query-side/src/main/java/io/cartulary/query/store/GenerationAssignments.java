package io.cartulary.query.store;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import com.datastax.oss.driver.api.core.cql.Row;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * The generations that each partition is projected into: the table {@code generation_joined}. Only the replica that
 * projects the partition writes it, inside the serial executor.
 */
@ApplicationScoped
public class GenerationAssignments implements Tables {

    private final Store store;
    private final String create;
    private final String select;
    private final String insert;

    GenerationAssignments(Store store) {
        String table = store.table("generation_joined");
        this.store = store;
        this.create = """
                CREATE TABLE IF NOT EXISTS %s (partition int, category text, generations frozen<list<int>>, \
                behind bigint, PRIMARY KEY (partition, category))""".formatted(table);
        this.select = "SELECT category, generations, behind FROM %s WHERE partition = ?".formatted(table);
        this.insert = "INSERT INTO %s (partition, category, generations, behind) VALUES (?, ?, ?, ?) USING TIMESTAMP ?"
                .formatted(table);
    }

    /**
     * The assignment of one category.
     *
     * @param generations the generations that events are projected into
     * @param behind the position up to which no event was projected into the generation added last
     */
    public record Place(List<Integer> generations, long behind) {}

    @Override
    public String tables() {
        return "generation_joined";
    }

    @Override
    public List<String> migrations() {
        return List.of(create);
    }

    /** By category; a missing category has its first generation only. */
    public Uni<Map<String, Place>> of(int partition) {
        return store.rows(Cql.of(select, partition))
                .collect()
                .asList()
                .map(rows -> rows.stream()
                        .collect(
                                toMap(row -> requireNonNull(row.getString("category")), GenerationAssignments::place)));
    }

    /**
     * Of two writes for the same change of the generations, the one with the later position wins.
     *
     * @param change the version of {@link Generations}
     */
    public Uni<Void> store(int partition, String category, Place place, long change) {
        return store.write(Cql.of(insert, partition, category, place.generations(), place.behind(), change));
    }

    private static Place place(Row row) {
        return new Place(requireNonNull(row.getList("generations", Integer.class)), row.getLong("behind"));
    }
}
