package io.cartulary.query.projection;

import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Store;
import io.cartulary.query.store.Tables;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How far each partition has been projected, for every replica to see. */
@ApplicationScoped
public class Progress implements Tables {

    private final Store store;
    private final String create;
    private final String select;
    private final String insert;

    Progress(Store store) {
        String table = store.table("progress");
        this.store = store;
        this.create = "CREATE TABLE IF NOT EXISTS %s (partition int PRIMARY KEY, position bigint, at timestamp)"
                .formatted(table);
        this.select = "SELECT position FROM %s WHERE partition = ?".formatted(table);
        this.insert = "INSERT INTO %s (partition, position, at) VALUES (?, ?, ?) USING TIMESTAMP ?".formatted(table);
    }

    @Override
    public String tables() {
        return "progress";
    }

    @Override
    public List<String> migrations() {
        return List.of(create);
    }

    /**
     * The position up to which everything in the partition is visible, or waits in quarantine and is said to; 0 before
     * the first.
     */
    public Uni<Long> of(int partition) {
        return store.first(Cql.of(select, partition))
                .map(row -> row.map(found -> found.getLong("position")).orElse(0L));
    }

    Uni<Void> store(Polled last) {
        return store.write(Cql.of(insert, last.partition(), last.position(), last.at(), last.position()));
    }
}
