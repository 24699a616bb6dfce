package io.cartulary.command.eventlog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.EventStore.Append;
import io.cartulary.command.eventsourcing.EventStore.LogEntry;
import io.cartulary.command.eventsourcing.EventStore.Receipt;
import io.cartulary.contracts.StreamId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code events} that is no event: it keeps a command id, so that the key {@code stream_command}
 * rejects a later command with the same id. Every append is checked against that key anyway, so a receipt adds no cost
 * to the appends of events, and no two replicas can store an event and a receipt of the same command.
 *
 * <p>It has no version, so it is in no stream. Its partition has no events, and is derived from that of its stream (see
 * {@link #PARTITIONS}); its position there is a random number.
 *
 * @param partition {@code partition_no}
 * @param json the columns after the position in a batch
 */
record ReceiptRow(int partition, String json) implements BatchRow {

    /**
     * The offset from the partition of a stream to the partition of its receipts. A sharded keyspace that places
     * partitions by their bits in reverse order (Vitess: reverse_bits) has both on one shard, up to 32,768 shards.
     */
    static final int PARTITIONS = 32_768;

    private static final String TYPE = "receipt";

    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    /**
     * The column {@code data}: either the answer, or the id under which the command's events are stored.
     *
     * @param version in the answer
     * @param position in the answer
     * @param command the command's own id; its events are in the same stream, and were stored together with this
     */
    record Content(
            @Nullable Long version,
            @Nullable Long position,
            @Nullable UUID command) {

        static Content parse(String json) {
            try {
                return JSON.readValue(json, Content.class);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("not a receipt: " + json, e);
            }
        }

        private String json() {
            try {
                return JSON.writeValueAsString(this);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a receipt can't be written as JSON", e);
            }
        }
    }

    /** The receipts to store with the events, if there are any: one for each id that no event has. */
    static List<ReceiptRow> rows(LogEntry entry, Instant recordedAt) {
        CommandMetadata command = entry.metadata();
        return switch (entry) {
            case Append append when command.guestCommandId() == null -> List.of();
            case Append append ->
                List.of(row(
                        append, command.guestCommandId(), new Content(null, null, command.commandId()), recordedAt));
            case Receipt receipt ->
                command.ids().stream()
                        .map(id ->
                                row(receipt, id, new Content(receipt.version(), receipt.position(), null), recordedAt))
                        .toList();
        };
    }

    private static ReceiptRow row(LogEntry entry, UUID commandId, Content content, Instant recordedAt) {
        CommandMetadata command = entry.metadata();
        var metadata = new EventRows.Metadata(
                command.actor(),
                command.correlationId(),
                command.causationId(),
                command.requestHash(),
                0,
                null,
                command.traceparent());
        String json = EventRows.json(
                entry.stream(), null, commandId, UUID.randomUUID(), TYPE, recordedAt, content.json(), metadata, null);
        return new ReceiptRow(partitionOf(entry.stream()), json);
    }

    /** The partition of the stream's receipts. */
    static int partitionOf(StreamId stream) {
        return PARTITIONS + stream.partition();
    }

    /** A new random number each time: if it is taken, the next attempt has another. */
    @Override
    public long position(Batch.Numbering numbering) {
        return ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    }
}
