package io.cartulary.command.eventlog;

import static java.util.stream.Collectors.groupingBy;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The streams that a locked append has left out because another replica has appended to them.
 *
 * @param streams with the first version that the batch did not know; null for a stream that is left out only because one
 * that was to begin with it exists
 */
record LeftOut(Map<StreamId, @Nullable Long> streams) {

    static final LeftOut NONE = new LeftOut(Map.of());

    /**
     * From the rows of {@link LockedAppend#OWNERS}.
     *
     * @param ours the ids of the batch's events
     */
    static LeftOut of(RowSet<Row> owners, Set<UUID> ours) {
        var streams = new HashMap<StreamId, @Nullable Long>();
        for (Row row : owners) {
            if (!ours.contains(UUID.fromString(row.getString("event_id")))) {
                StreamId command = StreamId.parse(row.getString("c"));
                if (command.toString().equals(row.getString("s"))) {
                    streams.put(command, row.getLong("v"));
                } else {
                    streams.putIfAbsent(command, null);
                }
            }
        }
        return new LeftOut(streams);
    }

    boolean has(StreamId stream) {
        return streams.containsKey(stream);
    }

    /**
     * The events from the first that the batch did not know, for each stream; no events where some are missing.
     *
     * @param others what other replicas have appended, in order
     */
    Map<StreamId, List<Envelope>> since(List<Envelope> others) {
        Map<StreamId, List<Envelope>> since = others.stream()
                .filter(event -> {
                    Long first = streams.get(event.streamId());
                    return first != null && event.version() >= first;
                })
                .collect(groupingBy(Envelope::streamId));
        since.values().removeIf(events -> {
            Envelope known = events.getFirst();
            return !Objects.equals(streams.get(known.streamId()), known.version());
        });
        return since;
    }
}
