package io.cartulary.query.timeline;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Store;
import io.cartulary.query.store.Tables;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The streams whose timelines an operator has asked to write again; a request ends by itself. */
@ApplicationScoped
public class Repairs implements Tables {

    /** For how long the copies of a stream's events are written again. */
    public static final Duration OPEN = Duration.ofDays(1);

    private final Store store;
    private final String table;

    Repairs(Store store) {
        this.store = store;
        this.table = store.table("timeline_repair");
    }

    @Override
    public String tables() {
        return "timeline_repair";
    }

    @Override
    public List<String> migrations() {
        return List.of(
                "CREATE TABLE IF NOT EXISTS %s (partition int, stream text, actor text, at timestamp, PRIMARY KEY (partition, stream))"
                        .formatted(table));
    }

    /** Writes the stream's timeline again, over what was deleted before this time. */
    public Uni<Void> ask(StreamId stream, String actor, Instant at) {
        return store.write(Cql.of(
                "INSERT INTO " + table + " (partition, stream, actor, at) VALUES (?, ?, ?, ?) USING TTL ?",
                stream.partition(),
                stream.toString(),
                actor,
                at,
                Math.toIntExact(OPEN.toSeconds())));
    }

    /** The streams of a partition, and the time of each request. */
    public Uni<Map<StreamId, Instant>> of(int partition) {
        return store.rows(Cql.of("SELECT stream, at FROM " + table + " WHERE partition = ?", partition))
                .collect()
                .asList()
                .map(rows -> rows.stream()
                        .collect(toMap(
                                row -> StreamId.parse(requireNonNull(row.getString("stream"))),
                                row -> requireNonNull(row.getInstant("at")))));
    }
}
