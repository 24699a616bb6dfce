package io.cartulary.command.replay;

import io.cartulary.command.eventlog.Database;
import io.cartulary.command.eventsourcing.EventStore.StoreUnavailableException;
import io.cartulary.command.replay.Replay.Progress;
import io.cartulary.command.replay.Replay.State;
import io.cartulary.contracts.Channels;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The tables {@code replays} and {@code replay_parts}, where every replica finds its work. */
@ApplicationScoped
class Replays {

    private static final String SELECT = """
            SELECT BIN_TO_UUID(r.id) AS id, r.state, r.partition_no, r.stream_id, r.events_per_second, r.asked_at, r.ended_at,
                   p.partition_no AS part, p.sent, p.total
            FROM %s r LEFT JOIN replay_parts p ON p.replay_id = r.id
            ORDER BY r.asked_at DESC, r.id, p.partition_no
            """;

    private final Database database;
    private final ReplayConfig config;

    Replays(Database database, ReplayConfig config) {
        this.database = database;
        this.config = config;
    }

    /** The scope of a request; both null: everything. */
    record Scope(@Nullable Integer partition, @Nullable StreamId stream) {}

    /** The result of a request for a replay. */
    sealed interface Asked {
        record Accepted(UUID id) implements Asked {}

        record NothingThere() implements Asked {}

        record TooMany() implements Asked {}
    }

    /** The parts are stored first: a reader that finds a replay finds its parts. */
    Uni<Asked> ask(Scope scope, int eventsPerSecond) {
        UUID id = UUID.randomUUID();
        return insertParts(id, scope)
                .chain(parts -> parts == 0
                        ? Uni.createFrom().item(new Asked.NothingThere())
                        : insertReplay(id, scope, eventsPerSecond));
    }

    private Uni<Integer> insertParts(UUID id, Scope scope) {
        String insert =
                "INSERT INTO replay_parts (replay_id, partition_no, sent, total) SELECT UUID_TO_BIN(?), partition_no, 0, ";
        StreamId stream = scope.stream();
        Integer partition = scope.partition();
        Uni<RowSet<Row>> inserted;
        if (stream != null) {
            inserted = execute(
                    insert
                            + "MAX(version) FROM events FORCE INDEX (stream_version)"
                            + " WHERE partition_no = ? AND stream_id = ? AND version > 0 GROUP BY partition_no",
                    Tuple.of(id.toString(), stream.partition(), stream.toString()));
        } else if (partition != null) {
            inserted = execute(
                    insert + "MAX(position) FROM events WHERE partition_no = ? GROUP BY partition_no",
                    Tuple.of(id.toString(), partition));
        } else {
            inserted = execute(
                    insert + "MAX(position) FROM events WHERE partition_no < ? GROUP BY partition_no",
                    Tuple.of(id.toString(), Channels.PARTITIONS));
        }
        return inserted.map(RowSet::rowCount);
    }

    private Uni<Asked> insertReplay(UUID id, Scope scope, int eventsPerSecond) {
        StreamId stream = scope.stream();
        return execute(
                        """
                        INSERT INTO replays (id, asked_at, partition_no, stream_id, events_per_second, state)
                        SELECT UUID_TO_BIN(?), UTC_TIMESTAMP(3), ?, ?, ?, 'RUNNING' FROM DUAL
                        WHERE (SELECT COUNT(*) FROM (SELECT 1 FROM replays WHERE state = 'RUNNING') running) < ?
                        """,
                        Tuple.of(
                                id.toString(),
                                scope.partition(),
                                stream == null ? null : stream.toString(),
                                eventsPerSecond,
                                config.running()))
                .chain(inserted -> inserted.rowCount() == 1
                        ? Uni.createFrom().item(new Asked.Accepted(id))
                        : execute("DELETE FROM replay_parts WHERE replay_id = UUID_TO_BIN(?)", Tuple.of(id.toString()))
                                .replaceWith(new Asked.TooMany()));
    }

    Uni<Optional<Replay>> find(UUID id) {
        return execute(SELECT.formatted("(SELECT * FROM replays WHERE id = UUID_TO_BIN(?))"), Tuple.of(id.toString()))
                .map(rows -> replays(rows).stream().findFirst());
    }

    /** The latest replays, up to the list's limit. */
    Uni<List<Replay>> latest() {
        return execute(
                        SELECT.formatted("(SELECT * FROM replays ORDER BY asked_at DESC LIMIT ?)"),
                        Tuple.of(config.listed()))
                .map(Replays::replays);
    }

    /** Has no effect on a replay that no longer runs. */
    Uni<Void> cancel(UUID id) {
        return end(id, State.CANCELLED, "");
    }

    /** The open parts of the running replays, the oldest first. */
    Uni<List<ReplayPart>> open() {
        return execute("""
                        SELECT BIN_TO_UUID(r.id) AS id, p.partition_no, r.stream_id, r.events_per_second, p.sent, p.total
                        FROM replays r JOIN replay_parts p ON p.replay_id = r.id
                        WHERE r.state = 'RUNNING' AND p.sent < p.total
                        ORDER BY r.asked_at, r.id, p.partition_no
                        """, Tuple.tuple())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Replays::part)
                        .toList());
    }

    /** @return whether to continue: nobody has cancelled the replay, and no other leader has sent more */
    Uni<Boolean> advance(ReplayPart part) {
        return execute("""
                        UPDATE replay_parts p JOIN replays r ON r.id = p.replay_id
                        SET p.sent = ?
                        WHERE p.replay_id = UUID_TO_BIN(?) AND p.partition_no = ? AND p.sent < ? AND r.state = 'RUNNING'
                        """, Tuple.of(part.sent(), part.replay().toString(), part.partition(), part.sent()))
                .map(updated -> updated.rowCount() == 1);
    }

    /** Ends the replay when all its parts are done. */
    Uni<Void> endWhenDone(UUID id) {
        return end(
                id,
                State.DONE,
                " AND NOT EXISTS (SELECT 1 FROM replay_parts p WHERE p.replay_id = replays.id AND p.sent < p.total)");
    }

    private Uni<Void> end(UUID id, State state, String condition) {
        return execute(
                        "UPDATE replays SET state = ?, ended_at = UTC_TIMESTAMP(3) WHERE id = UUID_TO_BIN(?) AND state = 'RUNNING'"
                                + condition,
                        Tuple.of(state.name(), id.toString()))
                .replaceWithVoid();
    }

    private Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
        return database.execute(sql, parameters)
                .onFailure()
                .transform(failure -> new StoreUnavailableException("MySQL did not answer", failure));
    }

    private static List<Replay> replays(RowSet<Row> rows) {
        Map<UUID, List<Row>> byId = new LinkedHashMap<>();
        rows.forEach(row -> byId.computeIfAbsent(UUID.fromString(row.getString("id")), _ -> new ArrayList<>())
                .add(row));
        return byId.entrySet().stream()
                .map(replay -> replay(replay.getKey(), replay.getValue()))
                .toList();
    }

    private static Replay replay(UUID id, List<Row> rows) {
        Row first = rows.getFirst();
        List<Progress> parts = rows.stream()
                .filter(row -> row.getInteger("part") != null)
                .map(row -> new Progress(row.getInteger("part"), row.getLong("sent"), row.getLong("total")))
                .toList();
        return new Replay(
                id,
                State.valueOf(first.getString("state")),
                first.getInteger("partition_no"),
                first.getString("stream_id"),
                first.getInteger("events_per_second"),
                first.getLocalDateTime("asked_at").toInstant(ZoneOffset.UTC),
                instant(first.getLocalDateTime("ended_at")),
                parts.stream().mapToLong(Progress::sent).sum(),
                parts.stream().mapToLong(Progress::total).sum(),
                parts);
    }

    private static ReplayPart part(Row row) {
        String stream = row.getString("stream_id");
        return new ReplayPart(
                UUID.fromString(row.getString("id")),
                row.getInteger("partition_no"),
                stream == null ? null : StreamId.parse(stream),
                row.getInteger("events_per_second"),
                row.getLong("sent"),
                row.getLong("total"));
    }

    private static @Nullable Instant instant(@Nullable LocalDateTime utc) {
        return utc == null ? null : utc.toInstant(ZoneOffset.UTC);
    }
}
