package io.cartulary.command.eventlog;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the procedure {@code append_in_turn} answers.
 *
 * @param heads the last position of each partition before the batch was stored
 * @param stale the streams that were left out because another replica has appended to them, with the events that the
 *     batch did not know; or with none, when there were too many
 */
record TurnTaken(Map<Integer, Long> heads, Map<StreamId, List<Envelope>> stale) {

    static final String CALL = "CALL append_in_turn(?, ?, ?)";

    /** As many events of a stream as the procedure shows; there may be more then. */
    private static final int MAX_SHOWN = 8;

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<Integer, Long>> HEADS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Long>> STALE = new TypeReference<>() {};

    static TurnTaken of(RowSet<Row> answer) {
        Row first = answer.iterator().next();
        Map<Integer, Long> heads = read(first.getString("heads"), HEADS);
        String stale = first.getString("stale");
        return new TurnTaken(heads, stale == null ? Map.of() : stale(read(stale, STALE), answer.next()));
    }

    private static Map<StreamId, List<Envelope>> stale(Map<String, Long> streams, @Nullable RowSet<Row> shown) {
        List<Envelope> events = shown == null ? List.of() : EventRows.envelopes(shown);
        Map<StreamId, List<Envelope>> complete =
                events.stream().sorted(comparingLong(Envelope::version)).collect(groupingBy(Envelope::streamId));
        complete.values().removeIf(since -> since.size() == MAX_SHOWN);
        streams.keySet().forEach(stream -> complete.putIfAbsent(StreamId.parse(stream), List.of()));
        return complete;
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("append_in_turn does not answer " + json, e);
        }
    }
}
