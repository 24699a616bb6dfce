package io.cartulary.command.eventlog;

import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.AlreadyAppended;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.Appended;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.VersionTaken;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * The event store in MySQL.
 *
 * <p>Positions are taken optimistically: the next one after the last this replica saw, and the primary key refuses it
 * when another replica was faster. A position p+1 is only ever used once p is known to be committed, so the log never
 * shows a hole, and readers need no gap time-outs.
 */
@ApplicationScoped
class EventLog implements EventStore {

    private static final Logger LOG = Logger.getLogger(EventLog.class);

    /**
     * How often MySQL may undo an append because other replicas are at the same partition: they take the position first,
     * or InnoDB, whose duplicate-key checks take shared locks, ends a deadlock.
     */
    private static final int MAX_UNDONE = 100;

    /** Until the pool has noticed which of its connections are gone. */
    private static final Duration FIRST_LOOK_AFTER = Duration.ofMillis(50);

    private final Database database;
    private final Event<Committed> committed;
    private final EventLogConfig config;
    private final List<Lane> lanes;
    private final Timer appendTimer;
    private final Clock clock = Clock.systemUTC();

    /** The last committed position of each partition, as far as this replica knows. Touched by the partition's lane only. */
    private final Map<Integer, Long> heads = new ConcurrentHashMap<>();

    EventLog(Database database, EventLogConfig config, Event<Committed> committed, MeterRegistry metrics) {
        this.database = database;
        this.committed = committed;
        this.config = config;
        this.lanes = IntStream.range(0, config.lanes())
                .mapToObj(_ -> new Lane(config.laneCapacity(), this::insert))
                .toList();
        this.appendTimer = Timer.builder("cartulary.append")
                .description("from a command's events being handed to the event log until they are durable")
                .publishPercentileHistogram()
                .register(metrics);
        Gauge.builder(
                        "cartulary.append.waiting",
                        () -> lanes.stream().mapToInt(Lane::length).sum())
                .description("appends that wait for their turn")
                .register(metrics);
    }

    @Override
    public Uni<AppendResult> append(Append append) {
        Timer.Sample sample = Timer.start();
        return lanes.get(append.stream().partition() % lanes.size())
                .submit(append)
                .ifNoItem()
                .after(config.answerWithin())
                .failWith(() -> unavailable(new TimeoutException("no answer within " + config.answerWithin())))
                .onTermination()
                .invoke(() -> sample.stop(appendTimer));
    }

    @Override
    public Uni<List<Envelope>> read(StreamId stream, long afterVersion, int limit) {
        return database.execute(
                        EventRows.SELECT + " WHERE stream_id = ? AND version > ? ORDER BY version LIMIT ?",
                        Tuple.of(stream.toString(), afterVersion, limit))
                .map(EventRows::envelopes)
                .onFailure()
                .transform(EventLog::unavailable);
    }

    @Override
    public Uni<Optional<AlreadyAppended>> answerTo(StreamId stream, UUID commandId) {
        return lookUp(stream, commandId, "").onFailure().transform(EventLog::unavailable);
    }

    /** @param locking {@code FOR SHARE} waits for whoever is inserting this very command */
    private Uni<Optional<AlreadyAppended>> lookUp(StreamId stream, UUID commandId, String locking) {
        return database.execute("""
                        SELECT version, position, CAST(metadata AS CHAR) AS metadata
                        FROM events WHERE stream_id = ? AND command_id = UUID_TO_BIN(?)
                        """ + locking, Tuple.of(stream.toString(), commandId.toString()))
                .map(EventLog::firstAnswer);
    }

    private static Optional<AlreadyAppended> firstAnswer(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        Row first = rows.iterator().next();
        var metadata = EventRows.Metadata.parse(first.getString("metadata"));
        if (metadata.requestHash() == null || metadata.size() == null) {
            throw new IllegalStateException("a command's first event lacks its request hash or size");
        }
        int others = metadata.size() - 1;
        return Optional.of(new AlreadyAppended(
                metadata.requestHash(), first.getLong("version") + others, first.getLong("position") + others));
    }

    private Uni<AppendResult> insert(Append append) {
        return insert(append, 0);
    }

    /** @param undone how often MySQL has undone this append already because of other replicas */
    private Uni<AppendResult> insert(Append append, int undone) {
        return head(append.stream().partition())
                .chain(head -> insertAfter(head, append))
                .onFailure()
                .recoverWithUni(failure -> switch (Refusal.of(failure)) {
                    case POSITION_TAKEN -> {
                        heads.remove(append.stream().partition());
                        yield again(append, undone, failure);
                    }
                    case DEADLOCK -> again(append, undone, failure);
                    case VERSION_TAKEN -> Uni.createFrom().item(new VersionTaken());
                    case COMMAND_KNOWN -> answerToKnown(append);
                    case REFUSED, NOT_SENT -> Uni.createFrom().failure(unavailable(failure));
                    case UNKNOWN -> resolve(append, failure);
                });
    }

    private Uni<AppendResult> again(Append append, int undone, Throwable failure) {
        return undone == MAX_UNDONE
                ? Uni.createFrom()
                        .failure(new StoreOverloadedException("other replicas are faster every time: " + failure))
                : insert(append, undone + 1);
    }

    private Uni<AppendResult> answerToKnown(Append append) {
        return answerTo(append.stream(), append.metadata().commandId())
                .map(before -> before.orElseThrow(() ->
                        new IllegalStateException("the command is known to " + append.stream() + " and not found")));
    }

    private Uni<AppendResult> insertAfter(long head, Append append) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant recordedAt = now.isBefore(append.notBefore()) ? append.notBefore() : now;
        int events = append.events().size();
        long last = head + events;
        List<Envelope> envelopes = EventRows.envelopes(append, head + 1, recordedAt);
        return database.execute(
                        EventRows.insertOf(events),
                        EventRows.parameters(envelopes, append.metadata().requestHash()))
                .map(_ -> {
                    int partition = append.stream().partition();
                    heads.put(partition, last);
                    committed.fire(new Committed(partition, envelopes));
                    return new Appended(append.version() + events - 1, last, recordedAt);
                });
    }

    private Uni<Long> head(int partition) {
        Long known = heads.get(partition);
        return known != null
                ? Uni.createFrom().item(known)
                : database.execute(
                                "SELECT COALESCE(MAX(position), 0) AS head FROM events WHERE partition_no = ?",
                                Tuple.of(partition))
                        .map(rows -> rows.iterator().next().getLong("head"))
                        .onFailure()
                        .transform(EventLog::unavailable);
    }

    /**
     * The connection was lost, and with it the answer whether the events are stored. The log knows: it is asked for the
     * command until it answers.
     */
    private Uni<AppendResult> resolve(Append append, Throwable failure) {
        LOG.warnf("the connection was lost while appending to %s (%s): asking the log", append.stream(), failure);
        heads.remove(append.stream().partition());
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(FIRST_LOOK_AFTER)
                .chain(() -> lookUp(append.stream(), append.metadata().commandId(), "FOR SHARE"))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(50), Duration.ofSeconds(1))
                .expireIn(config.resolveWithin().toMillis())
                .onFailure()
                .transform(EventLog::unavailable)
                .map(stored -> {
                    AlreadyAppended answer = stored.orElseThrow(() -> unavailable(failure));
                    committed.fire(new Committed(append.stream().partition(), List.of()));
                    return answer;
                });
    }

    private static StoreUnavailableException unavailable(Throwable failure) {
        return failure instanceof StoreUnavailableException already
                ? already
                : new StoreUnavailableException("the event log did not answer", failure);
    }
}
