package io.cartulary.command.policy;

import static java.util.stream.Collectors.joining;

import io.cartulary.command.eventlog.Database;
import io.cartulary.command.eventlog.EventRows;
import io.cartulary.contracts.Channels;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** The policies' reads of the log, and the progress of each reader. */
@ApplicationScoped
class PolicyLog {

    private final Database database;

    PolicyLog(Database database) {
        this.database = database;
    }

    /**
     * An event, and whether it is its stream's last.
     *
     * @param position in its partition
     */
    record Sighting(long position, StreamId stream, long version, Instant recordedAt, boolean isLast) {}

    /** The events of those types after one position, up to another, in order. */
    Uni<List<Envelope>> page(int partition, long after, long upTo, Collection<String> types, int limit) {
        String marks = types.stream().map(_ -> "?").collect(joining(", "));
        var parameters = Tuple.of(partition, after, upTo);
        types.forEach(parameters::addValue);
        return database.execute(
                        EventRows.SELECT
                                + " WHERE partition_no = ? AND position > ? AND position <= ? AND type IN (%s) ORDER BY position LIMIT %d"
                                        .formatted(marks, limit),
                        parameters)
                .map(EventRows::envelopes);
    }

    /** The events of all types after a position, in order. */
    Uni<List<Sighting>> sightings(int partition, long after, int limit) {
        return database.execute("""
                        SELECT e.position, e.stream_id, e.version, e.recorded_at, later.version IS NULL AS is_last
                        FROM (SELECT position, stream_id, version, recorded_at FROM events
                              WHERE partition_no = ? AND position > ? ORDER BY position LIMIT ?) AS e
                        LEFT JOIN events AS later FORCE INDEX (stream_version)
                          ON later.partition_no = ? AND later.stream_id = e.stream_id AND later.version = e.version + 1
                        ORDER BY e.position
                        """, Tuple.of(partition, after, limit, partition))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PolicyLog::sighting)
                        .toList());
    }

    private static Sighting sighting(Row row) {
        LocalDateTime recordedAt = Objects.requireNonNull(row.getLocalDateTime("recorded_at"));
        return new Sighting(
                row.getLong("position"),
                StreamId.parse(row.getString("stream_id")),
                row.getLong("version"),
                recordedAt.toInstant(ZoneOffset.UTC),
                row.getInteger("is_last") == 1);
    }

    /** The position up to which a reader has handled each partition; 0 where it has not begun. */
    Uni<long[]> progress(String reader) {
        return database.execute("SELECT partition_no, position FROM policy_progress WHERE reader = ?", Tuple.of(reader))
                .map(rows -> {
                    long[] positions = new long[Channels.PARTITIONS];
                    rows.forEach(row -> positions[row.getInteger("partition_no")] = row.getLong("position"));
                    return positions;
                });
    }

    /** Never moves back: a leader that was suspended may report late. */
    Uni<Void> advance(String reader, Map<Integer, Long> positions) {
        String rows = positions.keySet().stream().map(_ -> "(?, ?, ?)").collect(joining(", "));
        var parameters = Tuple.tuple();
        positions.forEach((partition, position) ->
                parameters.addValue(reader).addValue(partition).addValue(position));
        return database.execute("""
                        INSERT INTO policy_progress (reader, partition_no, position) VALUES %s AS new
                        ON DUPLICATE KEY UPDATE position = GREATEST(policy_progress.position, new.position)
                        """.formatted(rows), parameters).replaceWithVoid();
    }
}
