package io.cartulary.command.eventlog;

import static java.util.stream.Collectors.joining;

import io.cartulary.command.eventlog.ReceiptRow.Content;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.AlreadyAppended;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The answers to stored commands, from their first events or their receipts. */
final class Commands {

    /** Only the data of receipts: no code here reads the data of events. */
    private static final String SELECT = """
            SELECT version, position, CAST(metadata AS CHAR) AS metadata, IF(version IS NULL, CAST(data AS CHAR), NULL) AS receipt
            FROM events FORCE INDEX (stream_command)
            WHERE partition_no IN (?, ?) AND stream_id = ? AND command_id = UUID_TO_BIN(?)
            """;

    /** One index lookup for each command. */
    private static final String SELECT_ALL = """
            SELECT stream_id, BIN_TO_UUID(command_id) AS command_id, version, position, CAST(metadata AS CHAR) AS metadata,
                   IF(version IS NULL, CAST(data AS CHAR), NULL) AS receipt
            FROM JSON_TABLE(?, '$[*]' COLUMNS (
              s VARCHAR(80) CHARACTER SET ascii PATH '$[0]', c CHAR(36) CHARACTER SET ascii PATH '$[1]',
              p SMALLINT UNSIGNED PATH '$[2]', r SMALLINT UNSIGNED PATH '$[3]')) AS asked
            STRAIGHT_JOIN events FORCE INDEX (stream_command)
              ON events.stream_id = s COLLATE ascii_bin AND events.command_id = UUID_TO_BIN(c) AND events.partition_no IN (p, r)
            """;

    /** For {@link #SELECT_ALL}: waits for transactions that are inserting one of the commands. */
    private static final String WHEN_SETTLED = "FOR SHARE OF events";

    private final Database database;

    Commands(Database database) {
        this.database = database;
    }

    /** A command is known within its stream only. */
    record Command(StreamId stream, UUID id) {

        /** The ids under which a command may be known, its own first. */
        static List<Command> of(StreamId stream, CommandMetadata metadata) {
            return metadata.ids().stream().map(id -> new Command(stream, id)).toList();
        }
    }

    /**
     * What is stored under a command's id.
     *
     * @param answer to the command
     * @param sameAs the id under which its events are, when this row only points to them; then there is no answer here
     */
    private record Found(
            @Nullable AlreadyAppended answer, @Nullable UUID sameAs) {

        static Found of(Row row) {
            var metadata = EventRows.Metadata.parse(row.getString("metadata"));
            if (metadata.requestHash() == null || metadata.size() == null) {
                throw new IllegalStateException("a command's first event lacks its request hash or size");
            }
            String receipt = row.getString("receipt");
            return receipt == null
                    ? new Found(answer(metadata.requestHash(), metadata.size(), metadata.founded(), row), null)
                    : of(metadata.requestHash(), Content.parse(receipt));
        }

        private static Found of(String requestHash, Content receipt) {
            return receipt.version() == null || receipt.position() == null
                    ? new Found(null, Objects.requireNonNull(receipt.command()))
                    : new Found(new AlreadyAppended(requestHash, receipt.version(), receipt.position()), null);
        }

        private static AlreadyAppended answer(String requestHash, int size, @Nullable Integer founded, Row first) {
            int others = size - 1;
            return new AlreadyAppended(
                    requestHash,
                    first.getLong("version") + others,
                    first.getLong("position") + others + (founded == null ? 0 : founded));
        }
    }

    /** The answer to the command, if it is stored. */
    Uni<Optional<AlreadyAppended>> answerTo(StreamId stream, UUID commandId) {
        return find(new Command(stream, commandId));
    }

    /** The answers to those of the commands that are stored. */
    Uni<Map<Command, AlreadyAppended>> answersTo(Collection<Command> commands) {
        return answersTo(SELECT_ALL, commands);
    }

    /** The same, once no transaction is inserting one of them any more. */
    Uni<Map<Command, AlreadyAppended>> answersWhenSettled(Collection<Command> commands) {
        return answersTo(SELECT_ALL + WHEN_SETTLED, commands);
    }

    private Uni<Map<Command, AlreadyAppended>> answersTo(String sql, Collection<Command> commands) {
        return findAll(sql, commands).chain(found -> {
            var answers = new HashMap<Command, AlreadyAppended>();
            var pointers = new HashMap<Command, Command>();
            found.forEach((command, one) -> {
                if (one.answer() != null) {
                    answers.put(command, one.answer());
                } else if (one.sameAs() != null) {
                    pointers.put(command, new Command(command.stream(), one.sameAs()));
                }
            });
            return pointers.isEmpty()
                    ? Uni.createFrom().item(answers)
                    : answersTo(sql, pointers.values()).map(theirs -> {
                        pointers.forEach((command, same) -> Optional.ofNullable(theirs.get(same))
                                .ifPresent(answer -> answers.put(command, answer)));
                        return answers;
                    });
        });
    }

    private Uni<Map<Command, Found>> findAll(String sql, Collection<Command> commands) {
        // neither has a character that JSON would have to escape
        String asked = commands.stream()
                .map(command -> "[\"%s\",\"%s\",%d,%d]"
                        .formatted(
                                command.stream(),
                                command.id(),
                                command.stream().partition(),
                                ReceiptRow.partitionOf(command.stream())))
                .collect(joining(",", "[", "]"));
        return database.execute(sql, Tuple.of(asked)).map(Commands::found);
    }

    private Uni<Optional<AlreadyAppended>> find(Command command) {
        return database.execute(
                        SELECT,
                        Tuple.of(
                                command.stream().partition(),
                                ReceiptRow.partitionOf(command.stream()),
                                command.stream().toString(),
                                command.id().toString()))
                .chain(rows -> {
                    if (rows.size() == 0) {
                        return Uni.createFrom().item(Optional.empty());
                    }
                    var found = Found.of(rows.iterator().next());
                    return found.sameAs() == null
                            ? Uni.createFrom().item(Optional.ofNullable(found.answer()))
                            : find(new Command(command.stream(), found.sameAs()));
                });
    }

    private static Map<Command, Found> found(RowSet<Row> rows) {
        var found = new HashMap<Command, Found>();
        rows.forEach(row -> found.put(
                new Command(StreamId.parse(row.getString("stream_id")), UUID.fromString(row.getString("command_id"))),
                Found.of(row)));
        return found;
    }
}
