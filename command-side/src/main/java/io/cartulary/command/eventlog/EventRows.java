package io.cartulary.command.eventlog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cartulary.command.eventsourcing.EventStore.Append;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.EventCodec;
import io.cartulary.contracts.EventType;
import io.cartulary.contracts.StreamId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Events to rows of the table {@code events}, and back. */
public final class EventRows {

    /** What {@link #envelopes} reads. JSON comes as text: nobody here looks into it. */
    public static final String SELECT = """
            SELECT BIN_TO_UUID(event_id) AS event_id, type, stream_id, version, partition_no, position, recorded_at,
                   BIN_TO_UUID(command_id) AS command_id,
                   CAST(data AS CHAR) AS data, CAST(metadata AS CHAR) AS metadata
            FROM events
            """;

    private static final String INSERT = """
            INSERT INTO events
              (partition_no, position, stream_id, version, command_id, event_id, type, recorded_at, data, metadata)
            VALUES
            """;
    private static final String VALUES = "(?, ?, ?, ?, UUID_TO_BIN(?), UUID_TO_BIN(?), ?, ?, ?, ?)";

    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    /**
     * The column {@code metadata}.
     *
     * @param requestHash on a command's first event only: tells a retry from another wish under the same id
     * @param size on a command's first event only: how many events the command caused
     */
    record Metadata(
            String actor,
            String correlationId,
            String causationId,
            @Nullable String requestHash,
            @Nullable Integer size) {

        static Metadata parse(String json) {
            try {
                return JSON.readValue(json, Metadata.class);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("no metadata of an event: " + json, e);
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

    private EventRows() {}

    /** One statement for all of a command's events: they are stored together or not at all. */
    static String insertOf(int events) {
        return INSERT + String.join(", ", Collections.nCopies(events, VALUES));
    }

    /**
     * An append as it is recorded.
     *
     * @param firstPosition the position the first event gets; the others follow
     */
    static List<Envelope> envelopes(Append append, long firstPosition, Instant recordedAt) {
        var metadata = append.metadata();
        List<? extends Event> events = append.events();
        return IntStream.range(0, events.size())
                .mapToObj(i -> new Envelope(
                        UUID.randomUUID(),
                        EventType.of(events.get(i)).wireName(),
                        append.stream(),
                        append.version() + i,
                        append.stream().partition(),
                        firstPosition + i,
                        recordedAt,
                        metadata.actor(),
                        metadata.correlationId(),
                        metadata.commandId().toString(),
                        i == 0 ? metadata.commandId() : null,
                        EventCodec.encode(events.get(i))))
                .toList();
    }

    /** @param requestHash of the command that caused these events */
    static Tuple parameters(List<Envelope> events, String requestHash) {
        Tuple parameters = Tuple.tuple();
        for (Envelope event : events) {
            boolean first = event.commandId() != null;
            var column = new Metadata(
                    event.actor(),
                    event.correlationId(),
                    event.causationId(),
                    first ? requestHash : null,
                    first ? events.size() : null);
            parameters
                    .addInteger(event.partition())
                    .addLong(event.position())
                    .addString(event.streamId().toString())
                    .addLong(event.version())
                    .addString(first ? event.causationId() : null)
                    .addString(event.eventId().toString())
                    .addString(event.type())
                    .addLocalDateTime(LocalDateTime.ofInstant(event.recordedAt(), ZoneOffset.UTC))
                    .addString(event.data())
                    .addString(column.json());
        }
        return parameters;
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
                row.getString("data"));
    }
}
