package io.cartulary.query.projection;

import static java.util.Objects.requireNonNull;

import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Store;
import io.cartulary.query.store.Tables;
import io.cartulary.query.topic.TopicRecord;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The checkpoints of all partitions, readable by every replica. */
@ApplicationScoped
public class CheckpointTable implements Tables {

    private final Store store;
    private final String create;
    private final String select;
    private final String insert;

    /** The last checkpoint of each partition that this replica has stored. */
    private final Map<Integer, Reached> stored = new ConcurrentHashMap<>();

    CheckpointTable(Store store) {
        String table = store.table("progress");
        this.store = store;
        this.create = "CREATE TABLE IF NOT EXISTS %s (partition int PRIMARY KEY, position bigint, at timestamp)"
                .formatted(table);
        this.select = "SELECT position, at FROM %s WHERE partition = ?".formatted(table);
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

    /** The position up to which all events of the partition are visible or in quarantine; 0 before the first. */
    public Uni<Long> of(int partition) {
        return reached(partition).map(reached -> reached.map(Reached::position).orElse(0L));
    }

    /**
     * The checkpoint of a partition.
     *
     * @param at when the event at that position was recorded
     */
    public record Reached(long position, Instant at) {}

    /** The last position up to which all events of the partition are visible; empty before the first. */
    public Uni<Optional<Reached>> reached(int partition) {
        return store.first(Cql.of(select, partition))
                .map(row -> row.map(
                        found -> new Reached(found.getLong("position"), requireNonNull(found.getInstant("at")))));
    }

    Uni<Void> store(TopicRecord last) {
        var reached = new Reached(last.position(), last.at());
        return store(last.partition(), reached).invoke(() -> stored.put(last.partition(), reached));
    }

    /** A repeated write changes nothing. */
    Uni<Void> store(int partition, Reached reached) {
        return store.write(Cql.of(insert, partition, reached.position(), reached.at(), reached.position()));
    }

    /** The last checkpoint of the partition that this replica has stored. */
    Optional<Reached> stored(int partition) {
        return Optional.ofNullable(stored.get(partition));
    }

    /** The table's name with its keyspace. */
    String table() {
        return store.table(tables());
    }
}
