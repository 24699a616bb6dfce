package io.cartulary.query.timeline;

import static java.util.Objects.requireNonNull;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.store.Cql;
import io.cartulary.query.store.Store;
import io.cartulary.query.store.Tables;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every event of every stream. A stream is one partition of the table, in the order of versions. */
@ApplicationScoped
public class Timeline implements Tables {

    private final Store store;
    private final String create;
    private final String insert;
    private final String select;
    private final String selectUpTo;
    private final String selectStreams;
    private final String selectStreamsBehind;

    Timeline(Store store) {
        String table = store.table("timeline");
        this.store = store;
        this.create = """
                CREATE TABLE IF NOT EXISTS %s (stream text, version bigint, type text, at timestamp, actor text, \
                data text, event uuid, correlation text, causation text, command uuid, position bigint, \
                PRIMARY KEY (stream, version))""".formatted(table);
        this.insert = """
                INSERT INTO %s (stream, version, type, at, actor, data, event, correlation, causation, command, \
                position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) USING TIMESTAMP ?""".formatted(table);
        this.select = "SELECT * FROM %s WHERE stream = ? AND version > ? LIMIT ?".formatted(table);
        this.selectStreams = "SELECT DISTINCT stream FROM %s LIMIT ?".formatted(table);
        this.selectStreamsBehind =
                "SELECT DISTINCT stream FROM %s WHERE token(stream) > token(?) LIMIT ?".formatted(table);
        this.selectUpTo = "SELECT * FROM %s WHERE stream = ? AND version <= ?".formatted(table);
    }

    @Override
    public String tables() {
        return "timeline";
    }

    @Override
    public List<String> migrations() {
        return List.of(create);
    }

    /** Stores the event. A repeated write changes nothing. */
    public Cql append(Envelope event) {
        return Cql.of(
                insert,
                event.streamId().toString(),
                event.version(),
                event.type(),
                event.recordedAt(),
                event.actor(),
                event.data(),
                event.eventId(),
                event.correlationId(),
                event.causationId(),
                event.commandId(),
                event.position(),
                event.version());
    }

    /** The events after a version, oldest first. */
    public Uni<List<Envelope>> after(StreamId stream, long version, int limit) {
        return store.rows(Cql.of(select, stream.toString(), version, limit))
                .map(row -> envelope(stream, row))
                .collect()
                .asList();
    }

    /** Streams in the order of their tokens: at most {@code limit} after one of them, or the first ones. */
    public Uni<List<StreamId>> streams(Optional<StreamId> behind, int limit) {
        return store.rows(behind.map(last -> Cql.of(selectStreamsBehind, last.toString(), limit))
                        .orElseGet(() -> Cql.of(selectStreams, limit)))
                .map(row -> StreamId.parse(requireNonNull(row.getString("stream"))))
                .collect()
                .asList();
    }

    /**
     * Passes the events one by one from the first, and reads them in pages: other queries run in between, however long
     * the stream is.
     *
     * @param next receives the events, and returns whether it needs more
     */
    public Uni<Void> walk(StreamId stream, int atOnce, Predicate<RecordedEvent> next) {
        var last = new AtomicLong();
        return Multi.createBy()
                .repeating()
                .uni(() -> after(stream, last.get(), atOnce))
                .whilst(events -> {
                    events.forEach(event -> last.set(event.version()));
                    return events.stream().map(RecordedEvent::of).allMatch(next) && events.size() == atOnce;
                })
                .onItem()
                .ignoreAsUni();
    }

    /** The fold of all events up to the moment; empty when there is none. */
    public <S> Uni<Optional<S>> fold(StreamId stream, Moment moment, Fold<S> fold) {
        // An event is never recorded earlier than its predecessor, so the first later event ends the read.
        return upTo(stream, moment)
                .map(row -> RecordedEvent.of(envelope(stream, row)))
                .select()
                .first(moment::covers)
                .collect()
                .in(Folded<S>::new, (folded, recorded) -> folded.state = fold.evolve(folded.state, recorded))
                .map(folded -> Optional.ofNullable(folded.state));
    }

    private Multi<Row> upTo(StreamId stream, Moment moment) {
        long last = moment instanceof Moment.AtVersion(long version) ? version : Long.MAX_VALUE;
        return store.rows(Cql.of(selectUpTo, stream.toString(), last));
    }

    private static Envelope envelope(StreamId stream, Row row) {
        return new Envelope(
                requireNonNull(row.getUuid("event")),
                requireNonNull(row.getString("type")),
                stream,
                row.getLong("version"),
                stream.partition(),
                row.getLong("position"),
                requireNonNull(row.getInstant("at")),
                requireNonNull(row.getString("actor")),
                requireNonNull(row.getString("correlation")),
                requireNonNull(row.getString("causation")),
                row.getUuid("command"),
                requireNonNull(row.getString("data")));
    }

    private static final class Folded<S> {
        private @Nullable S state;
    }
}
