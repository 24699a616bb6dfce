package io.cartulary.command.eventlog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.EventStore.Append;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.EventCodec;
import io.cartulary.contracts.EventType;
import io.cartulary.contracts.StreamId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Maps events to rows of the table {@code events}, and back. Rows without a version are {@link ReceiptRow}s. */
public final class EventRows {

    /** What {@link #envelopes} reads. JSON comes as text: no code here reads its fields. */
    public static final String SELECT = """
            SELECT BIN_TO_UUID(event_id) AS event_id, type, stream_id, version, partition_no, position, recorded_at,
                   BIN_TO_UUID(command_id) AS command_id,
                   CAST(data AS CHAR) AS data, CAST(metadata AS CHAR) AS metadata
            FROM events
            """;

    /**
     * For {@link #SELECT}: a stream's events after a version, in order; parameters are partition, stream, version and their
     * maximum number. The partition is given for a log on several servers; the index, because this server could also read
     * all of the partition.
     */
    public static final String OF_STREAM = """
            FORCE INDEX (stream_version)
            WHERE partition_no = ? AND stream_id = ? AND version > ? ORDER BY version LIMIT ?
            """;

    /**
     * The batch in the form of {@link #json}. One statement for any number of rows: all of them are stored or none.
     * Nullable columns need an error on error; otherwise MySQL would store a value that does not fit as null.
     */
    static final String INSERT = """
            INSERT INTO events
              (partition_no, position, stream_id, version, command_id, event_id, type, recorded_at, data, metadata)
            SELECT p, o, s, v, UUID_TO_BIN(c), UUID_TO_BIN(e), t, r, d, m
            FROM JSON_TABLE(?, '$[*]' COLUMNS (
              p SMALLINT UNSIGNED PATH '$[0]', o BIGINT UNSIGNED PATH '$[1]',
              s VARCHAR(80) CHARACTER SET ascii PATH '$[2]', v BIGINT UNSIGNED PATH '$[3]' ERROR ON ERROR,
              c CHAR(36) CHARACTER SET ascii PATH '$[4]' ERROR ON ERROR, e CHAR(36) CHARACTER SET ascii PATH '$[5]',
              t VARCHAR(80) CHARACTER SET ascii PATH '$[6]', r DATETIME(3) PATH '$[7]',
              d JSON PATH '$[8]', m JSON PATH '$[9]')) AS batch
            """;

    private static final DateTimeFormatter RECORDED_AT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    /**
     * The column {@code metadata}.
     *
     * @param requestHash on a command's first event only: tells a retry from another command under the same id
     * @param size on a command's first event only: how many events the command caused in the stream; 0 on a receipt
     * @param founded on a command's first event only: how many events it caused behind those, in a stream that began with
     *     them; null for none
     * @param traceparent the trace that the command was part of; null when it was not traced
     */
    record Metadata(
            String actor,
            String correlationId,
            String causationId,
            @Nullable String requestHash,
            @Nullable Integer size,
            @Nullable Integer founded,
            @Nullable String traceparent) {

        /** For an event that is not its command's first. */
        Metadata further() {
            return new Metadata(actor, correlationId, causationId, null, null, null, traceparent);
        }

        static Metadata parse(String json) {
            try {
                return JSON.readValue(json, Metadata.class);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("not an event's metadata: " + json, e);
            }
        }

        String json() {
            try {
                return JSON.writeValueAsString(this);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("metadata can't be written as JSON", e);
            }
        }
    }

    /**
     * An event without its position.
     *
     * @param json the columns after the position in a batch
     */
    record NewRow(
            int partition,
            UUID eventId,
            String type,
            StreamId stream,
            long version,
            Instant recordedAt,
            Metadata metadata,
            @Nullable UUID commandId,
            String data,
            String json)
            implements BatchRow {

        @Override
        public long position(Batch.Numbering numbering) {
            return numbering.next(partition);
        }

        Envelope envelope(long position) {
            return new Envelope(
                    eventId,
                    type,
                    stream,
                    version,
                    partition,
                    position,
                    recordedAt,
                    metadata.actor(),
                    metadata.correlationId(),
                    metadata.causationId(),
                    commandId,
                    data,
                    metadata.traceparent());
        }
    }

    private EventRows() {}

    static List<NewRow> rows(Append append, Instant recordedAt) {
        CommandMetadata command = append.metadata();
        var first = new Metadata(
                command.actor(),
                command.correlationId(),
                command.causationId(),
                command.requestHash(),
                append.events().size(),
                append.startsStream() == null ? null : append.founded(),
                command.traceparent());
        var rows = new ArrayList<NewRow>(append.events().size() + append.founded());
        for (Event event : append.events()) {
            UUID commandId = rows.isEmpty() ? command.commandId() : null;
            Metadata metadata = rows.isEmpty() ? first : first.further();
            long version = append.version() + rows.size();
            rows.add(row(append.stream(), version, event, recordedAt, metadata, commandId, null));
        }
        if (append.startsStream() != null) {
            long version = 1;
            for (Event event : append.startsStream().events()) {
                rows.add(row(
                        append.startsStream().stream(),
                        version++,
                        event,
                        recordedAt,
                        first.further(),
                        null,
                        append.stream()));
            }
        }
        return rows;
    }

    /** @param founder the stream of the command, when the row belongs to another one */
    private static NewRow row(
            StreamId stream,
            long version,
            Event event,
            Instant recordedAt,
            Metadata metadata,
            @Nullable UUID commandId,
            @Nullable StreamId founder) {
        UUID eventId = UUID.randomUUID();
        String type = EventType.of(event).wireName();
        String data = EventCodec.encode(event);
        String json = json(stream, version, commandId, eventId, type, recordedAt, data, metadata, founder);
        return new NewRow(
                stream.partition(), eventId, type, stream, version, recordedAt, metadata, commandId, data, json);
    }

    /** Stream ids, types and uuids have no character that JSON would have to escape. */
    static String json(
            StreamId stream,
            @Nullable Long version,
            @Nullable UUID commandId,
            UUID eventId,
            String type,
            Instant recordedAt,
            String data,
            Metadata metadata,
            @Nullable StreamId founder) {
        var json = new StringBuilder(512);
        json.append(",\"").append(stream).append("\",").append(version);
        json.append(commandId == null ? ",null" : ",\"" + commandId + '"');
        json.append(",\"").append(eventId).append("\",\"").append(type).append("\",\"");
        RECORDED_AT.formatTo(recordedAt, json);
        json.append("\",").append(data).append(',').append(metadata.json());
        return json.append(founder == null ? "]" : ",\"" + founder + "\"]").toString();
    }

    /** A batch for {@link #INSERT}: an array of rows, and each row an array of its columns. */
    static String json(Stream<? extends BatchRow> rows, Batch.Numbering positions) {
        var json = new StringBuilder(16_384).append('[');
        rows.forEach(row -> json.append(json.length() == 1 ? "[" : ",[")
                .append(row.partition())
                .append(',')
                .append(row.position(positions))
                .append(row.json()));
        return json.append(']').toString();
    }

    /** The rows of a {@link #SELECT}. */
    public static List<Envelope> envelopes(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(EventRows::envelope)
                .toList();
    }

    private static Envelope envelope(Row row) {
        Metadata metadata = Metadata.parse(row.getString("metadata"));
        String commandId = row.getString("command_id");
        return new Envelope(
                UUID.fromString(row.getString("event_id")),
                row.getString("type"),
                StreamId.parse(row.getString("stream_id")),
                row.getLong("version"),
                row.getInteger("partition_no"),
                row.getLong("position"),
                Objects.requireNonNull(row.getLocalDateTime("recorded_at")).toInstant(ZoneOffset.UTC),
                metadata.actor(),
                metadata.correlationId(),
                metadata.causationId(),
                commandId == null ? null : UUID.fromString(commandId),
                row.getString("data"),
                metadata.traceparent());
    }
}
