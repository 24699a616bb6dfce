package io.cartulary.command.relay;

import static java.util.stream.Collectors.joining;

import io.cartulary.command.eventlog.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code relay_published}: what Kafka has acknowledged, why it is known to have lost some of it, and whether an
 * operator has asked to publish that again. Only the replica that holds the partition's lease writes the first two.
 */
final class AcknowledgedTable {

    /** Of the partition's leader only; and nothing over a loss. */
    private static final String ROW = """
            SELECT ? AS topic, partition_no, ? AS position, ? AS record_offset, ? AS loss
            FROM relay_leases WHERE partition_no = ? AND holder = UUID_TO_BIN(?)
            """;

    private static final String READ = """
            SELECT partition_no, position, record_offset, loss, resume_at FROM relay_published WHERE topic = ?
            """;

    private static final String ASK = """
            UPDATE relay_published SET resume_at = UTC_TIMESTAMP(6)
            WHERE topic = ? AND partition_no = ? AND loss IS NOT NULL
            """;

    private static final String RESUME = """
            UPDATE relay_published SET position = ?, record_offset = ?, loss = NULL, resume_at = NULL
            WHERE topic = ? AND partition_no = ?
              AND EXISTS (SELECT 1 FROM relay_leases WHERE partition_no = ? AND holder = UUID_TO_BIN(?))
            """;

    private final Database database;
    private final String topic;
    private final String holder;

    AcknowledgedTable(Database database, String topic, String holder) {
        this.database = database;
        this.topic = topic;
        this.holder = holder;
    }

    /**
     * What is stored of a partition.
     *
     * @param loss why it has stopped; null when Kafka is not known to have lost anything
     * @param resumes whether an operator has asked to publish what is lost again
     */
    record Stored(Acknowledged acknowledged, @Nullable String loss, boolean resumes) {}

    Uni<Map<Integer, Stored>> read() {
        return database.execute(READ, Tuple.of(topic)).map(AcknowledgedTable::stored);
    }

    /** Stores what was acknowledged, and of partitions that have lost some of it, why. */
    Uni<Void> keep(Map<Integer, Stored> latest) {
        var parameters = Tuple.tuple();
        latest.forEach((partition, stored) -> parameters
                .addValue(topic)
                .addValue(stored.acknowledged().position())
                .addValue(stored.acknowledged().offset())
                .addValue(stored.loss())
                .addValue(partition)
                .addValue(holder));
        String rows = latest.keySet().stream().map(_ -> ROW).collect(joining(" UNION ALL "));
        String keep = """
                INSERT INTO relay_published (topic, partition_no, position, record_offset, loss)
                SELECT * FROM (%s) AS new
                ON DUPLICATE KEY UPDATE
                  position = IF(relay_published.loss IS NULL, new.position, relay_published.position),
                  record_offset = IF(relay_published.loss IS NULL, new.record_offset, relay_published.record_offset),
                  loss = COALESCE(relay_published.loss, new.loss)
                """.formatted(rows);
        return database.execute(keep, parameters).replaceWithVoid();
    }

    /** @return whether Kafka has lost something of the partition */
    Uni<Boolean> askToResume(int partition) {
        return database.execute(ASK, Tuple.of(topic, partition)).map(rows -> rows.rowCount() == 1);
    }

    /** @return whether this replica still leads the partition */
    Uni<Boolean> resume(int partition, Acknowledged from) {
        return database.execute(RESUME, Tuple.of(from.position(), from.offset(), topic, partition, partition, holder))
                .map(rows -> rows.rowCount() == 1);
    }

    static Set<Integer> toResume(Map<Integer, Stored> stored) {
        var partitions = new HashSet<Integer>();
        stored.forEach((partition, each) -> {
            if (each.resumes()) {
                partitions.add(partition);
            }
        });
        return partitions;
    }

    private static Map<Integer, Stored> stored(RowSet<Row> rows) {
        var stored = new HashMap<Integer, Stored>();
        rows.forEach(row -> stored.put(
                row.getInteger("partition_no"),
                new Stored(
                        new Acknowledged(row.getLong("position"), row.getLong("record_offset")),
                        row.getString("loss"),
                        row.getValue("resume_at") != null)));
        return stored;
    }
}
