package io.cartulary.command.eventlog;

import io.cartulary.command.eventsourcing.Folded;
import io.cartulary.command.eventsourcing.SnapshotForm;
import io.cartulary.command.eventsourcing.Snapshots;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Snapshots in the table {@code snapshots}, one for each stream and form. The table may be emptied at any time. */
@ApplicationScoped
public class SnapshotTable implements Snapshots {

    private static final Logger LOG = Logger.getLogger(SnapshotTable.class);

    /**
     * The maximum number of snapshots on their way to MySQL; further ones are dropped, because the next page of events
     * makes another.
     */
    private static final int MAX_UNDER_WAY = 4;

    private static final String SELECT = """
            SELECT version, position, recorded_at, CAST(state AS CHAR) AS state
            FROM snapshots WHERE stream_id = ? AND form = ? AND revision = ?
            """;

    /** Never overwrites a newer snapshot of the same revision with an older one; replaces one of another revision. */
    private static final String KEEP = """
            INSERT INTO snapshots (stream_id, form, revision, version, position, recorded_at, state)
            VALUES (?, ?, ?, ?, ?, ?, ?) AS latest
            ON DUPLICATE KEY UPDATE
              state = IF(snapshots.revision = latest.revision AND snapshots.version > latest.version, snapshots.state, latest.state),
              position = IF(snapshots.revision = latest.revision AND snapshots.version > latest.version, snapshots.position, latest.position),
              recorded_at = IF(snapshots.revision = latest.revision AND snapshots.version > latest.version, snapshots.recorded_at, latest.recorded_at),
              version = IF(snapshots.revision = latest.revision AND snapshots.version > latest.version, snapshots.version, latest.version),
              revision = latest.revision
            """;

    private final Database database;
    private final Semaphore underWay = new Semaphore(MAX_UNDER_WAY);
    private final SnapshotJson json = new SnapshotJson();

    public SnapshotTable(Database database) {
        this.database = database;
    }

    @Override
    public <S> Uni<Optional<Folded<S>>> load(SnapshotForm<S> form, StreamId stream) {
        return database.execute(SELECT, Tuple.of(stream.toString(), form.name(), form.revision()))
                .map(rows -> rows.size() == 0
                        ? Optional.<Folded<S>>empty()
                        : Optional.of(folded(form, rows.iterator().next())))
                .onFailure()
                .invoke(failure -> LOG.warnf("can't read a snapshot of %s: %s", stream, failure))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    @Override
    public <S> void keep(SnapshotForm<S> form, StreamId stream, Folded<S> folded) {
        if (!underWay.tryAcquire()) {
            return;
        }
        Uni.createFrom()
                .deferred(() -> database.execute(KEEP, row(form, stream, folded)))
                .onTermination()
                .invoke(underWay::release)
                .subscribe()
                .with(_ -> {}, failure -> LOG.warnf("can't keep a snapshot of %s: %s", stream, failure));
    }

    private <S> Tuple row(SnapshotForm<S> form, StreamId stream, Folded<S> folded) {
        return Tuple.from(new Object[] {
            stream.toString(),
            form.name(),
            form.revision(),
            folded.version(),
            folded.position(),
            LocalDateTime.ofInstant(folded.recordedAt(), ZoneOffset.UTC),
            json.write(form, folded.state())
        });
    }

    private <S> Folded<S> folded(SnapshotForm<S> form, Row row) {
        return new Folded<>(
                json.read(form, Objects.requireNonNull(row.getString("state"))),
                row.getLong("version"),
                row.getLong("position"),
                Objects.requireNonNull(row.getLocalDateTime("recorded_at")).toInstant(ZoneOffset.UTC));
    }
}
