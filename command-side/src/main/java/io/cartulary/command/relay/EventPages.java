package io.cartulary.command.relay;

import io.cartulary.command.eventlog.Database;
import io.cartulary.command.eventlog.EventRows;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.EventCodec;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads the log a page at a time and returns the events as they are published: with their JSON in canonical form. */
@ApplicationScoped
public class EventPages implements PartitionRelay.Log {

    private final Database database;

    EventPages(Database database) {
        this.database = database;
    }

    @Override
    public Uni<List<Envelope>> page(int partition, long afterPosition, int limit) {
        return read(
                " WHERE partition_no = ? AND position > ? ORDER BY position LIMIT ?",
                Tuple.of(partition, afterPosition, limit));
    }

    /** The stream's events after a version, in order. */
    public Uni<List<Envelope>> page(StreamId stream, long afterVersion, int limit) {
        return read(EventRows.OF_STREAM, Tuple.of(stream.partition(), stream.toString(), afterVersion, limit));
    }

    private Uni<List<Envelope>> read(String where, Tuple parameters) {
        return database.execute(EventRows.SELECT + where, parameters).map(EventPages::canonical);
    }

    private static List<Envelope> canonical(RowSet<Row> rows) {
        return EventRows.envelopes(rows).stream().map(EventPages::canonical).toList();
    }

    private static Envelope canonical(Envelope stored) {
        return stored.withData(EventCodec.canonical(stored.data()));
    }
}
