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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every event of every stream. A stream is one partition of the table, in the order of versions. */
@ApplicationScoped
public class Timeline implements Tables {

    /** The number of events in one read of a fold. */
    private static final int FOLDED_AT_ONCE = 500;

    private final Store store;
    private final DiscardedVersions discarded;
    private final String create;
    private final String insert;
    private final String select;
    private final String selectStreams;
    private final String selectStreamsBehind;

    Timeline(Store store, DiscardedVersions discarded) {
        String table = store.table("timeline");
        this.store = store;
        this.discarded = discarded;
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
        return append(event, event.version());
    }

    /**
     * Stores the event again, over rows that were deleted by hand before that time: Cassandra's own timestamps are times,
     * and hide all that are versions.
     */
    public Cql restore(Envelope event, Instant asOf) {
        return append(event, ChronoUnit.MICROS.between(Instant.EPOCH, asOf));
    }

    private Cql append(Envelope event, long timestamp) {
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
                timestamp);
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
     * the stream is. Fails with {@link MissingVersionsException} when an event is missing that is needed.
     *
     * @param known a version up to which all events are written: that of the view's row, read before; 0 if there is none
     * @param next receives the events, and returns whether it needs more
     */
    public Uni<Void> walk(StreamId stream, int atOnce, long known, Predicate<RecordedEvent> next) {
        var last = new AtomicLong();
        return Multi.createBy()
                .repeating()
                .uni(() -> after(stream, last.get(), atOnce)
                        .chain(found -> run(stream, last.get(), found, found.size() < atOnce, known)))
                .whilst(run -> {
                    run.events().forEach(event -> last.set(event.version()));
                    boolean more = run.events().stream().map(RecordedEvent::of).allMatch(next);
                    if (more) {
                        run.rejectGap();
                    }
                    return more && run.events().size() == atOnce;
                })
                .onItem()
                .ignoreAsUni();
    }

    /**
     * The events after a version, oldest first. Fails with {@link MissingVersionsException} when one of these is missing.
     *
     * @param known as of {@link #walk}
     */
    public Uni<List<Envelope>> page(StreamId stream, long version, int limit, long known) {
        // one more, so that a page after the last event is known to be the last
        return after(stream, version, limit + 1).chain(found -> {
            List<Envelope> shown = found.subList(0, Math.min(limit, found.size()));
            return run(stream, version, shown, found.size() <= limit, known).map(run -> {
                run.rejectGap();
                return run.events().size() == limit ? found : run.events();
            });
        });
    }

    /**
     * The events up to the first one that is missing. Fails with {@link MissingVersionsException} when there is none
     * before it.
     *
     * @param version the version before these events
     * @param known as of {@link #walk}
     */
    public Uni<List<Envelope>> inOrder(StreamId stream, long version, List<Envelope> found, long known) {
        return run(stream, version, found, false, known).map(run -> {
            if (run.events().isEmpty()) {
                run.rejectGap();
            }
            return run.events();
        });
    }

    /** Versions that are not there, both included. */
    private record Gap(long first, long last) {}

    /** Events without a gap, but for discarded ones, and the gap behind them. */
    private record Run(StreamId stream, List<Envelope> events, Optional<Gap> gap) {

        private void rejectGap() {
            gap.ifPresent(missing -> {
                throw new MissingVersionsException(stream, missing.first(), missing.last());
            });
        }
    }

    /**
     * Events that are missing after the known version may still be written: the run ends before them, without a gap.
     *
     * @param whole whether there are no more events
     */
    private Uni<Run> run(StreamId stream, long version, List<Envelope> found, boolean whole, long known) {
        var gaps = new ArrayList<Gap>();
        List<Envelope> written = found;
        long last = version;
        for (Envelope event : found) {
            if (event.version() > last + 1) {
                if (last >= known) {
                    written = found.subList(0, found.indexOf(event));
                    break;
                }
                gaps.add(new Gap(last + 1, event.version() - 1));
            }
            last = event.version();
        }
        if (whole && last < known) {
            gaps.add(new Gap(last + 1, known));
        }
        List<Envelope> events = written;
        return Multi.createFrom()
                .iterable(gaps)
                .onItem()
                .transformToUniAndConcatenate(gap ->
                        discarded.endWith(stream, gap.last()).map(is -> is ? Optional.<Gap>empty() : Optional.of(gap)))
                .filter(Optional::isPresent)
                .toUni()
                .map(first -> first == null ? Optional.<Gap>empty() : first)
                .map(gap -> new Run(
                        stream,
                        gap.map(missing -> before(events, missing.first())).orElse(events),
                        gap));
    }

    private static List<Envelope> before(List<Envelope> events, long version) {
        return events.stream().filter(event -> event.version() < version).toList();
    }

    /**
     * The fold of all events up to the moment; empty when there is none. Fails with {@link MissingVersionsException}.
     *
     * @param known as of {@link #walk}
     */
    public <S> Uni<Optional<S>> fold(StreamId stream, Moment moment, long known, Fold<S> fold) {
        var folded = new Folded<S>();
        // An event is never recorded earlier than its predecessor, so the first later event ends the read.
        return walk(stream, FOLDED_AT_ONCE, known, recorded -> {
                    boolean covered = moment.covers(recorded);
                    if (covered) {
                        folded.state = fold.evolve(folded.state, recorded);
                    }
                    return covered && !moment.equals(new Moment.AtVersion(recorded.version()));
                })
                .map(_ -> Optional.ofNullable(folded.state));
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
