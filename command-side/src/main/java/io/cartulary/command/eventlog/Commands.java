package io.cartulary.command.eventlog;

import io.cartulary.command.eventsourcing.EventStore.AppendResult.AlreadyAppended;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/** What commands were answered, as their first events tell. */
final class Commands {

    private static final String SELECT = """
            SELECT version, position, CAST(metadata AS CHAR) AS metadata
            FROM events WHERE stream_id = ? AND command_id = UUID_TO_BIN(?)
            """;

    private final Database database;

    Commands(Database database) {
        this.database = database;
    }

    /** What the command was answered, if it is stored. */
    Uni<Optional<AlreadyAppended>> answerTo(StreamId stream, UUID commandId) {
        return find(SELECT, stream, commandId);
    }

    /** Waits for whoever is inserting this very command. */
    Uni<Optional<AlreadyAppended>> answerWhenSettled(StreamId stream, UUID commandId) {
        return find(SELECT + "FOR SHARE", stream, commandId);
    }

    private Uni<Optional<AlreadyAppended>> find(String sql, StreamId stream, UUID commandId) {
        return database.execute(sql, Tuple.of(stream.toString(), commandId.toString()))
                .map(Commands::firstAnswer);
    }

    private static Optional<AlreadyAppended> firstAnswer(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        Row first = rows.iterator().next();
        var metadata = EventRows.Metadata.parse(first.getString("metadata"));
        if (metadata.requestHash() == null || metadata.size() == null) {
            throw new IllegalStateException("a command's first event lacks its request hash or size");
        }
        int others = metadata.size() - 1;
        int founded = metadata.founded() == null ? 0 : metadata.founded();
        return Optional.of(new AlreadyAppended(
                metadata.requestHash(),
                first.getLong("version") + others,
                first.getLong("position") + others + founded));
    }
}
