package io.cartulary.command.eventlog;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the procedure {@code append_in_turn} answers.
 *
 * @param heads the last position of each partition before the batch was stored
 * @param stale the streams that were left out because another replica has appended to them, with the first version that
 * the batch did not know; null for a stream that the batch was to start
 * @param others what other replicas have appended, as far as it was requested; the events of a stream in order
 */
record LockedAppendResult(Map<Integer, Long> heads, Map<StreamId, @Nullable Long> stale, List<Envelope> others) {

    static final String CALL = "CALL append_in_turn(?, ?, ?)";

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<Integer, Long>> HEADS = new TypeReference<>() {};
    private static final TypeReference<Map<String, @Nullable Long>> STALE = new TypeReference<>() {};

    static LockedAppendResult of(RowSet<Row> answer) {
        Row first = answer.iterator().next();
        Map<Integer, Long> heads = read(first.getString("heads"), HEADS);
        String stale = first.getString("stale");
        RowSet<Row> others = answer.next();
        return new LockedAppendResult(
                heads,
                stale == null ? Map.of() : streams(read(stale, STALE)),
                others == null ? List.of() : inOrder(EventRows.envelopes(others)));
    }

    boolean leavesOut(StreamId stream) {
        return stale.containsKey(stream);
    }

    /**
     * For the streams that were left out, the events from the first that the batch did not know; no events where some
     * are missing.
     */
    Map<StreamId, List<Envelope>> since() {
        Map<StreamId, List<Envelope>> since = others.stream()
                .filter(event -> {
                    Long first = stale.get(event.streamId());
                    return first != null && event.version() >= first;
                })
                .collect(groupingBy(Envelope::streamId));
        since.values().removeIf(events -> {
            Envelope known = events.getFirst();
            return !Objects.equals(stale.get(known.streamId()), known.version());
        });
        return since;
    }

    private static Map<StreamId, @Nullable Long> streams(Map<String, @Nullable Long> stale) {
        var streams = new HashMap<StreamId, @Nullable Long>();
        stale.forEach((stream, version) -> streams.put(StreamId.parse(stream), version));
        return streams;
    }

    private static List<Envelope> inOrder(List<Envelope> events) {
        return events.stream()
                .sorted(comparingInt(Envelope::partition).thenComparingLong(Envelope::position))
                .toList();
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not an answer of append_in_turn: " + json, e);
        }
    }
}
