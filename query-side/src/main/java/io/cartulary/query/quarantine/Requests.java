package io.cartulary.query.quarantine;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.quarantine.Request.Action;
import io.cartulary.query.quarantine.Request.Outcome;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Store;
import io.cartulary.query.store.Tables;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table that passes operators' requests from the receiving replica to the one that projects the stream. Rows expire
 * by a TTL.
 */
@ApplicationScoped
public class Requests implements Tables {

    private final Store store;
    private final String table;
    private final int keptSeconds;

    Requests(Store store, QuarantineConfig config) {
        this.store = store;
        this.table = store.table("quarantine_request");
        this.keptSeconds = Math.toIntExact(config.requestsKept().toSeconds());
    }

    @Override
    public String tables() {
        return "quarantine_request";
    }

    @Override
    public List<String> migrations() {
        return List.of("""
                CREATE TABLE IF NOT EXISTS %s (partition int, stream text, id uuid, wish text, actor text, why text, \
                at timestamp, outcome text, detail text, PRIMARY KEY (partition, stream, id))""".formatted(table));
    }

    /** Writes the request with its outcome. */
    public Uni<Void> store(Request request) {
        return store.write(Cql.of(
                "INSERT INTO " + table + " (partition, stream, id, wish, actor, why, at, outcome, detail)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) USING TTL ?",
                Quarantined.partition(request.streamId()),
                request.streamId().toString(),
                request.id(),
                request.wish().name(),
                request.actor(),
                request.why(),
                request.at(),
                name(request.outcome()),
                request.detail(),
                keptSeconds));
    }

    /** All requests of a partition. */
    public Uni<List<Request>> of(int partition) {
        return store.rows(Cql.of("SELECT * FROM " + table + " WHERE partition = ?", partition))
                .map(Requests::request)
                .collect()
                .asList();
    }

    /** The request with its current outcome. */
    Uni<Optional<Request>> find(Request request) {
        return store.first(Cql.of(
                        "SELECT * FROM " + table + " WHERE partition = ? AND stream = ? AND id = ?",
                        Quarantined.partition(request.streamId()),
                        request.streamId().toString(),
                        request.id()))
                .map(row -> row.map(Requests::request));
    }

    private static @Nullable String name(@Nullable Outcome outcome) {
        return outcome == null ? null : outcome.name();
    }

    private static Request request(Row row) {
        String outcome = row.getString("outcome");
        return new Request(
                requireNonNull(row.getUuid("id")),
                StreamId.parse(requireNonNull(row.getString("stream"))),
                Action.valueOf(requireNonNull(row.getString("wish"))),
                requireNonNull(row.getString("actor")),
                row.getString("why"),
                requireNonNull(row.getInstant("at")),
                outcome == null ? null : Outcome.valueOf(outcome),
                row.getString("detail"));
    }
}
