package io.cartulary.command.relay;

import static java.util.stream.Collectors.joining;

import io.cartulary.command.eventlog.Database;
import io.cartulary.contracts.Channels;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** One replica's side of the table {@code relay_leases}. All times are the database's. */
final class Leases {

    /** Renews what is ours, expired or not, and takes what has expired. */
    private static final String TAKE = """
            UPDATE relay_leases
            SET holder = UUID_TO_BIN(?), expires_at = UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND
            WHERE holder = UUID_TO_BIN(?) OR expires_at <= UTC_TIMESTAMP(6)
            """;

    /**
     * Each head is a subquery with a constant, which MySQL answers with one read at the end of the primary key before
     * it does anything else. With a correlated subquery it may read all of the partition.
     */
    private static final String LOOK = """
            SELECT l.partition_no,
                   COALESCE(l.holder = UUID_TO_BIN(?), 0) AS mine,
                   TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), l.expires_at) AS remaining,
                   COALESCE(h.head, 0) AS head,
                   EXISTS (SELECT 1 FROM replays WHERE state = 'RUNNING') AS replays
            FROM relay_leases l JOIN (%s) h ON h.partition_no = l.partition_no
            """.formatted(IntStream.range(0, Channels.PARTITIONS)
            .mapToObj(
                    "SELECT %1$d AS partition_no, (SELECT MAX(position) FROM events WHERE partition_no = %1$d) AS head"
                            ::formatted)
            .collect(joining(" UNION ALL ")));

    private static final String RELEASE = """
            UPDATE relay_leases SET holder = NULL, expires_at = UTC_TIMESTAMP(6) WHERE holder = UUID_TO_BIN(?)
            """;

    private final Database database;
    private final UUID replica = UUID.randomUUID();
    private final String holder = replica.toString();
    private final Duration lease;

    Leases(Database database, Duration lease) {
        this.database = database;
        this.lease = lease;
    }

    /**
     * The state of all partitions, from one statement.
     *
     * @param askedAt before the statement was sent, by {@link System#nanoTime()}
     * @param replaysRun whether a replay is waiting
     */
    record Look(long askedAt, List<Seen> partitions, boolean replaysRun) {

        boolean anyIsMine() {
            return partitions.stream().anyMatch(Seen::mine);
        }

        boolean anyIsFree() {
            return partitions.stream().anyMatch(partition -> !partition.left().isPositive());
        }
    }

    /**
     * One partition.
     *
     * @param left of its lease
     * @param head the last position in the log
     */
    record Seen(int partition, boolean mine, Duration left, long head) {}

    /** The id of this replica in the table. */
    UUID holder() {
        return replica;
    }

    Uni<Void> take() {
        return database.execute(TAKE, Tuple.of(holder, TimeUnit.NANOSECONDS.toMicros(lease.toNanos()), holder))
                .replaceWithVoid();
    }

    Uni<Look> look() {
        return Uni.createFrom().deferred(() -> {
            long askedAt = System.nanoTime();
            return database.execute(LOOK, Tuple.of(holder)).map(rows -> look(askedAt, rows));
        });
    }

    Uni<Void> release() {
        return database.execute(RELEASE, Tuple.of(holder)).replaceWithVoid();
    }

    private static Look look(long askedAt, RowSet<Row> rows) {
        List<Seen> partitions = StreamSupport.stream(rows.spliterator(), false)
                .map(Leases::seen)
                .toList();
        boolean replaysRun =
                StreamSupport.stream(rows.spliterator(), false).anyMatch(row -> row.getInteger("replays") == 1);
        return new Look(askedAt, partitions, replaysRun);
    }

    private static Seen seen(Row row) {
        return new Seen(
                row.getInteger("partition_no"),
                row.getInteger("mine") == 1,
                Duration.of(row.getLong("remaining"), ChronoUnit.MICROS),
                row.getLong("head"));
    }
}
