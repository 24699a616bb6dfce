package io.cartulary.command.eventlog;

import static java.util.stream.Collectors.joining;

import io.cartulary.command.eventsourcing.EventStore.AppendResult.AlreadyAppended;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What commands were answered, as their first events tell. */
final class Commands {

    private static final String SELECT = """
            SELECT version, position, CAST(metadata AS CHAR) AS metadata
            FROM events WHERE stream_id = ? AND command_id = UUID_TO_BIN(?)
            """;

    /** One look into the key for each. */
    private static final String SELECT_ALL = """
            SELECT stream_id, BIN_TO_UUID(command_id) AS command_id, version, position, CAST(metadata AS CHAR) AS metadata
            FROM JSON_TABLE(?, '$[*]' COLUMNS (
              s VARCHAR(80) CHARACTER SET ascii PATH '$[0]', c CHAR(36) CHARACTER SET ascii PATH '$[1]')) AS asked
            STRAIGHT_JOIN events FORCE INDEX (stream_command)
              ON events.stream_id = s COLLATE ascii_bin AND events.command_id = UUID_TO_BIN(c)
            """;

    private final Database database;

    Commands(Database database) {
        this.database = database;
    }

    /** A command is known by its stream only. */
    record Command(StreamId stream, UUID id) {}

    /** What the command was answered, if it is stored. */
    Uni<Optional<AlreadyAppended>> answerTo(StreamId stream, UUID commandId) {
        return find(SELECT, new Command(stream, commandId));
    }

    /** Waits for whoever is inserting this very command. */
    Uni<Optional<AlreadyAppended>> answerWhenSettled(Command command) {
        return find(SELECT + "FOR SHARE", command);
    }

    /** What those of the commands were answered that are stored. */
    Uni<Map<Command, AlreadyAppended>> answersTo(Collection<Command> commands) {
        // neither has a character that JSON would have to escape
        String asked = commands.stream()
                .map(command -> "[\"%s\",\"%s\"]".formatted(command.stream(), command.id()))
                .collect(joining(",", "[", "]"));
        return database.execute(SELECT_ALL, Tuple.of(asked)).map(Commands::answers);
    }

    private Uni<Optional<AlreadyAppended>> find(String sql, Command command) {
        return database.execute(
                        sql, Tuple.of(command.stream().toString(), command.id().toString()))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(answer(rows.iterator().next())));
    }

    private static Map<Command, AlreadyAppended> answers(RowSet<Row> rows) {
        var answers = new HashMap<Command, AlreadyAppended>();
        rows.forEach(row -> answers.put(
                new Command(StreamId.parse(row.getString("stream_id")), UUID.fromString(row.getString("command_id"))),
                answer(row)));
        return answers;
    }

    private static AlreadyAppended answer(Row first) {
        var metadata = EventRows.Metadata.parse(first.getString("metadata"));
        if (metadata.requestHash() == null || metadata.size() == null) {
            throw new IllegalStateException("a command's first event lacks its request hash or size");
        }
        int others = metadata.size() - 1;
        int founded = metadata.founded() == null ? 0 : metadata.founded();
        return new AlreadyAppended(
                metadata.requestHash(),
                first.getLong("version") + others,
                first.getLong("position") + others + founded);
    }
}
