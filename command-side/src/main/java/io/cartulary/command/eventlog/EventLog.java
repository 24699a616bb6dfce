package io.cartulary.command.eventlog;

import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.AlreadyAppended;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.process.PeriodicTask;
import io.cartulary.service.tracing.Traces;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * The event store in MySQL: a few lanes, each with one batch under way.
 *
 * <p>Position p+1 is used only when p is known to be committed, or in the same statement. So readers never see a gap in
 * the log and need no gap time-outs.
 */
public final class EventLog implements EventStore, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EventLog.class);
    private static final Duration EXPIRE_EVERY = Duration.ofMillis(250);

    private static final String ENDS = """
            SELECT stream_id, MAX(version) FROM events FORCE INDEX (stream_version)
            WHERE stream_id > ? AND stream_id < ? AND version IS NOT NULL GROUP BY stream_id
            """;

    private final Database database;
    private final Commands commands;
    private final List<Lane> lanes;
    private final Timer appendTimer;
    private final Cancellable expiring;

    /**
     * @param committed gets every append of this replica; per partition in the order of positions
     * @param others gets some of the events that other replicas append while they write to the same streams; each
     * stream's events in order
     */
    public EventLog(
            Database database,
            EventLogConfig config,
            Consumer<Committed> committed,
            Consumer<List<Envelope>> others,
            MeterRegistry metrics) {
        this.database = database;
        this.commands = new Commands(database);
        var limits = new BatchLimits(config.batchCommands(), config.batchBytes(), config.turnWithin());
        var batches = DistributionSummary.builder("cartulary.append.batch")
                .description("commands stored with one statement")
                .baseUnit("commands")
                .register(metrics);
        this.lanes = IntStream.range(0, config.lanes())
                .mapToObj(number -> new Lane(
                        config.laneCapacity(),
                        limits,
                        new BatchWriter(
                                number,
                                config.lanes(),
                                database,
                                config,
                                limits,
                                committed,
                                others,
                                batches,
                                Clock.systemUTC())))
                .toList();
        this.appendTimer = Timer.builder("cartulary.append")
                .description("from a command's being handed to the event log until its events are durable")
                .publishPercentileHistogram()
                .register(metrics);
        Gauge.builder(
                        "cartulary.append.waiting",
                        () -> lanes.stream().mapToInt(Lane::length).sum())
                .description("commands that wait for their turn")
                .baseUnit("commands")
                .register(metrics);
        this.expiring = PeriodicTask.everySync(
                EXPIRE_EVERY,
                () -> lanes.forEach(Lane::expire),
                failure -> LOG.error("waiting commands are not expired: a defect", failure));
    }

    @Override
    public void close() {
        expiring.cancel();
    }

    @Override
    public Uni<AppendResult> append(PendingAppend turn) {
        Timer.Sample sample = Timer.start();
        String trace = turn.metadata().traceparent();
        Uni<AppendResult> result = trace == null ? submit(turn) : traced(turn, trace);
        return result.onTermination().invoke(() -> sample.stop(appendTimer));
    }

    private Uni<AppendResult> submit(PendingAppend turn) {
        return lanes.get(turn.stream().partition() % lanes.size()).submit(turn);
    }

    /** In a span, from when it takes its place in the queue. */
    private Uni<AppendResult> traced(PendingAppend turn, String trace) {
        Span span = Traces.start("append", SpanKind.INTERNAL, trace)
                .setAttribute("cartulary.stream", turn.stream().toString());
        return Traces.ending(List.of(span), submit(new TracedTurn(turn, Traces.of(span))));
    }

    @Override
    public Uni<List<Envelope>> read(StreamId stream, long afterVersion, int limit) {
        return database.execute(
                        EventRows.SELECT + EventRows.OF_STREAM,
                        Tuple.of(stream.partition(), stream.toString(), afterVersion, limit))
                .map(EventRows::envelopes)
                .onFailure()
                .transform(EventLog::unavailable);
    }

    /** Reads the index only, and of it what belongs to the category: its colon is followed by a semicolon. */
    @Override
    public Uni<Map<StreamId, Long>> ends(String category) {
        return database.execute(ENDS, Tuple.of(category + ':', category + ';'))
                .map(rows -> {
                    var ends = new LinkedHashMap<StreamId, Long>();
                    rows.forEach(row -> ends.put(StreamId.parse(row.getString(0)), row.getLong(1)));
                    return (Map<StreamId, Long>) ends;
                })
                .onFailure()
                .transform(EventLog::unavailable);
    }

    @Override
    public Uni<Optional<AlreadyAppended>> answerTo(StreamId stream, UUID commandId) {
        return commands.answerTo(stream, commandId).onFailure().transform(EventLog::unavailable);
    }

    static StoreUnavailableException unavailable(Throwable failure) {
        return failure instanceof StoreUnavailableException already
                ? already
                : new StoreUnavailableException("the event log did not answer", failure);
    }
}
