package io.cartulary.command.eventlog;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toSet;

import io.cartulary.command.eventlog.Batch.Entry;
import io.cartulary.command.eventlog.Commands.Command;
import io.cartulary.command.eventsourcing.EventStore.AppendResult;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.AlreadyAppended;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.NothingToAppend;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.VersionTaken;
import io.cartulary.command.eventsourcing.EventStore.StoreOverloadedException;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.tracing.Traces;
import io.micrometer.core.instrument.DistributionSummary;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.mysqlclient.MySQLClient;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes the batches of one lane, each with one statement, completely or not at all. A command that MySQL rejects is
 * taken out of the batch and answered, and the rest is tried again at once, so that one command's failure doesn't fail
 * the others.
 */
final class BatchWriter implements Lane.Writer {

    private static final Logger LOG = Logger.getLogger(BatchWriter.class);

    /**
     * The maximum number of times that MySQL may roll back a batch because other replicas write to the same partitions:
     * they take the position first, or InnoDB, whose duplicate-key checks take shared locks, ends a deadlock.
     */
    private static final int MAX_UNDONE = 100;

    /** The time that the pool needs to notice which of its connections are gone. */
    private static final Duration FIRST_LOOK_AFTER = Duration.ofMillis(50);

    /**
     * After a lane has found a stream that another replica has appended to, it looks for more such streams in this
     * number of batches. Where a shopper's commands come to any replica, every batch has some; where they all come to
     * the same replica, there are hardly any, and the check costs a tenth of the batch.
     */
    private static final int LOOKS = 32;

    private final int lane;
    private final Database database;
    private final Commands commands;
    private final BatchLimits limits;
    private final Duration resolveWithin;
    private final Duration gather;
    private final Consumer<Committed> committed;
    private final Consumer<List<Envelope>> others;
    private final Positions positions;
    private final DistributionSummary sizes;
    private final Clock clock;

    /** The number of coming batches in which this lane looks for stale streams. */
    private int looks;

    /** @param lanes the number of lanes: a lane has the partitions whose remainder it is */
    BatchWriter(
            int lane,
            int lanes,
            Database database,
            EventLogConfig config,
            BatchLimits limits,
            Consumer<Committed> committed,
            Consumer<List<Envelope>> others,
            DistributionSummary sizes,
            Clock clock) {
        this.lane = lane;
        this.database = database;
        this.commands = new Commands(database);
        this.limits = limits;
        this.resolveWithin = config.resolveWithin();
        this.gather = config.gather();
        this.committed = committed;
        this.others = others;
        this.positions = new Positions(lane, lanes, config.crowdedFor());
        this.sizes = sizes;
        this.clock = clock;
    }

    @Override
    public Duration gather() {
        return positions.areOurs() ? Duration.ZERO : gather;
    }

    @Override
    public Uni<Void> write(Supplier<@Nullable QueuedAppend> next) {
        var passed = new ArrayList<QueuedAppend>();
        Batch batch = Batch.of(next, limits, clock.instant().truncatedTo(ChronoUnit.MILLIS), passed);
        return new Writing()
                .write(batch)
                .invoke(() -> passed.forEach(waiting -> waiting.complete(new NothingToAppend())));
    }

    /** One batch on its way, and the parts it is split into when something is rejected. */
    private final class Writing {

        /** Streams with a failed append: later appends to the same stream can't be stored either. */
        private final Set<StreamId> broken = new HashSet<>();

        private int undone;

        Uni<Void> write(Batch batch) {
            Predicate<Entry> isBroken = entry -> broken.contains(entry.stream());
            batch.only(isBroken).entries().forEach(entry -> entry.waiting().complete(new VersionTaken(List.of())));
            Batch sound = batch.only(isBroken.negate());
            if (sound.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            return (positions.areUnknown() ? readHeads() : Uni.createFrom().voidItem())
                    .chain(() -> positions.areOurs() ? insert(sound) : appendLocked(sound))
                    .onFailure()
                    .recoverWithUni(failure -> refused(sound, failure));
        }

        private Uni<Void> readHeads() {
            return database.execute(LockedAppend.HEADS, Tuple.of(positions.partitions()))
                    .onFailure()
                    .transform(EventLog::unavailable)
                    .invoke(rows -> {
                        var heads = new HashMap<Integer, Long>();
                        rows.forEach(row -> heads.put(row.getInteger(0), row.getLong(1)));
                        positions.read(heads);
                    })
                    .replaceWithVoid();
        }

        private Uni<Void> insert(Batch batch) {
            return traced(
                            batch,
                            "INSERT events",
                            database.execute(EventRows.INSERT, Tuple.of(batch.json(positions.heads()))))
                    .invoke(() -> stored(batch))
                    .replaceWithVoid();
        }

        private Uni<Void> appendLocked(Batch batch) {
            var append = new LockedAppend(lane, batch, new TreeMap<>(positions.heads()), looks > 0);
            return traced(batch, "INSERT events", database.execute(append.sql(), append.parameters()))
                    .chain(answer -> {
                        long told = lastInsertId(answer);
                        if (told == 0) {
                            positions.forget();
                            positions.isContended();
                            return again(batch, new IllegalStateException("the last positions were too old"));
                        }
                        positions.found(append.heads(told));
                        return (answer.rowCount() == batch.rows()
                                        ? Uni.createFrom().item(LeftOut.NONE)
                                        : leftOut(append))
                                .chain(leftOut -> appended(append, answer.rowCount(), leftOut))
                                .onFailure()
                                .recoverWithUni(failure -> resolve(batch, failure));
                    });
        }

        private static long lastInsertId(RowSet<Row> answer) {
            io.vertx.sqlclient.RowSet<?> result = answer.getDelegate();
            return result.property(MySQLClient.LAST_INSERTED_ID);
        }

        private Uni<LeftOut> leftOut(LockedAppend append) {
            return database.execute(LockedAppend.OWNERS, Tuple.of(append.firstVersions()))
                    .map(owners -> LeftOut.of(owners, append.batch().eventIds()));
        }

        /** Callers whose commands are stored have their answers before the events of others are read. */
        private Uni<Void> appended(LockedAppend append, int rows, LeftOut leftOut) {
            Batch out = append.batch().only(entry -> leftOut.has(entry.stream()));
            if (rows + out.rows() != append.batch().rows()) {
                throw new IllegalStateException("%d rows of %d are stored, and %d are left out"
                        .formatted(rows, append.batch().rows(), out.rows()));
            }
            if (append.isLooking()) {
                looks = out.isEmpty() ? looks - 1 : LOOKS;
            }
            breakStreams(out);
            String missed = append.isLooking() && positions.haveMissed() ? positions.missed() : null;
            stored(append.batch().only(entry -> !leftOut.has(entry.stream())));
            return (missed == null ? Uni.createFrom().item(List.<Envelope>of()) : eventsAt(missed))
                    .invoke(events -> {
                        others.accept(events);
                        Map<StreamId, List<Envelope>> since = leftOut.since(events);
                        out.entries()
                                .forEach(entry -> entry.waiting()
                                        .complete(new VersionTaken(since.getOrDefault(entry.stream(), List.of()))));
                    })
                    .replaceWithVoid();
        }

        /** Nothing depends on them: without them, stale states are found by the versions. */
        private Uni<List<Envelope>> eventsAt(String places) {
            return database.execute(LockedAppend.AT, Tuple.of(places))
                    .map(rows -> EventRows.envelopes(rows).stream()
                            .sorted(comparingInt(Envelope::partition).thenComparingLong(Envelope::position))
                            .toList())
                    .onFailure()
                    .invoke(positions::forgetHeard)
                    .onFailure()
                    .recoverWithItem(List.of());
        }

        /** The one statement is a span of every traced command of the batch, as each of them waits for all of it. */
        private static <T> Uni<T> traced(Batch batch, String name, Uni<T> statement) {
            var spans = new ArrayList<Span>();
            for (Entry entry : batch.entries()) {
                String trace = entry.waiting().turn().metadata().traceparent();
                if (trace != null) {
                    spans.add(Traces.start(name, SpanKind.CLIENT, trace)
                            .setAttribute("db.system.name", "mysql")
                            .setAttribute("db.operation.batch.size", batch.size()));
                }
            }
            return Traces.ending(spans, statement);
        }

        private void stored(Batch batch) {
            if (batch.isEmpty()) {
                return;
            }
            sizes.record(batch.size());
            positions.stored(batch.stored(positions.heads(), committed));
        }

        private Uni<Void> refused(Batch batch, Throwable failure) {
            return switch (InsertFailure.of(failure)) {
                case POSITION_TAKEN -> {
                    positions.isContended();
                    yield again(batch, failure);
                }
                case VERSION_TAKEN -> {
                    positions.isContended();
                    looks = LOOKS;
                    yield again(batch, failure);
                }
                case DEADLOCK -> again(batch, failure);
                case COMMAND_KNOWN -> withoutKnown(batch, failure);
                case BAD_VALUE -> batch.size() == 1 ? fail(batch, malformed(batch, failure)) : divided(batch);
                case REFUSED, NOT_SENT -> fail(batch, EventLog.unavailable(failure));
                case UNKNOWN -> resolve(batch, failure);
            };
        }

        private Uni<Void> again(Batch batch, Throwable failure) {
            undone++;
            return undone > MAX_UNDONE
                    ? fail(batch, new StoreOverloadedException("other replicas are first every time: " + failure))
                    : write(batch);
        }

        /**
         * MySQL names only one known command, and there may be many, so a query finds all of them. The rest of the
         * batch continues.
         */
        private Uni<Void> withoutKnown(Batch batch, Throwable failure) {
            return commands.answersTo(commandsOf(batch))
                    .onFailure()
                    .recoverWithItem(Map.of())
                    .chain(known -> {
                        Set<StreamId> streams =
                                known.keySet().stream().map(Command::stream).collect(toSet());
                        Batch out = batch.only(entry -> streams.contains(entry.stream()));
                        if (out.isEmpty()) {
                            return fail(batch, EventLog.unavailable(failure));
                        }
                        answer(out, known);
                        return write(batch.only(entry -> !streams.contains(entry.stream())));
                    });
        }

        /** Not all commands of a stream may be known: the others are decided again. */
        private void answer(Batch batch, Map<Command, AlreadyAppended> known) {
            breakStreams(batch);
            batch.entries()
                    .forEach(entry -> entry.waiting()
                            .complete(entry.commands().stream()
                                    .map(known::get)
                                    .filter(Objects::nonNull)
                                    .<AppendResult>map(before -> before)
                                    .findFirst()
                                    .orElseGet(() -> new VersionTaken(List.of()))));
        }

        /** Only the table has the positions. */
        private Uni<Void> wasStored(Batch batch, Map<Command, AlreadyAppended> known) {
            batch.entries().stream()
                    .map(Entry::partition)
                    .distinct()
                    .forEach(partition -> committed.accept(new Committed(partition, List.of())));
            answer(batch, known);
            return Uni.createFrom().voidItem();
        }

        private static List<Command> commandsOf(Batch batch) {
            return batch.entries().stream()
                    .flatMap(entry -> entry.commands().stream())
                    .toList();
        }

        private Uni<Void> divided(Batch batch) {
            List<Batch> halves = batch.halves();
            return write(halves.getFirst()).chain(() -> write(halves.getLast()));
        }

        private Uni<Void> fail(Batch batch, RuntimeException failure) {
            breakStreams(batch);
            batch.fail(failure);
            return Uni.createFrom().voidItem();
        }

        private void breakStreams(Batch batch) {
            batch.entries().forEach(entry -> broken.add(entry.stream()));
        }

        private IllegalStateException malformed(Batch batch, Throwable failure) {
            return new IllegalStateException(
                    "MySQL rejects the events of " + batch.entries().getFirst().stream(), failure);
        }

        /**
         * It is unknown whether the events are stored: the connection was lost, or MySQL's answer does not tell. A query
         * to the log, repeated until it gets an answer, tells which commands are stored; its locks wait for a transaction
         * that is inserting one of them. The others were left out, and are decided again, or nothing is stored.
         */
        private Uni<Void> resolve(Batch batch, Throwable failure) {
            LOG.warnf("it is unknown whether %d commands are stored (%s): reading the log", batch.size(), failure);
            positions.forget();
            positions.isContended();
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(FIRST_LOOK_AFTER)
                    .chain(() -> settled(batch))
                    .onFailure()
                    .retry()
                    .withBackOff(Duration.ofMillis(50), Duration.ofSeconds(1))
                    .expireIn(resolveWithin.toMillis())
                    .chain(known ->
                            known.isEmpty() ? fail(batch, EventLog.unavailable(failure)) : wasStored(batch, known))
                    .onFailure()
                    .recoverWithUni(unresolved -> fail(batch, EventLog.unavailable(unresolved)));
        }

        private Uni<Map<Command, AlreadyAppended>> settled(Batch batch) {
            return commands.answersWhenSettled(commandsOf(batch));
        }
    }
}
