package io.cartulary.command.eventlog;

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
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    BatchWriter(
            int lane,
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
        this.positions = new Positions(lane, config.lanes(), config.crowdedFor());
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
            return (positions.areOurs() ? insert(sound) : takeTurn(sound))
                    .onFailure()
                    .recoverWithUni(failure -> refused(sound, failure));
        }

        private Uni<Void> insert(Batch batch) {
            return traced(
                            batch,
                            "INSERT events",
                            database.execute(EventRows.INSERT, Tuple.of(batch.json(positions.heads()))))
                    .invoke(() -> stored(batch))
                    .replaceWithVoid();
        }

        private Uni<Void> takeTurn(Batch batch) {
            String known = looks > 0 ? positions.known() : null;
            return traced(
                            batch,
                            "CALL append_in_turn",
                            database.execute(LockedAppendResult.CALL, Tuple.of(lane, known, batch.json(Map.of()))))
                    .map(LockedAppendResult::of)
                    .invoke(turn -> {
                        looks = turn.stale().isEmpty() ? Math.max(0, looks - 1) : LOOKS;
                        Batch out = batch.only(entry -> turn.leavesOut(entry.stream()));
                        breakStreams(out);
                        positions.found(turn.heads(), known != null);
                        others.accept(turn.others());
                        stored(batch.only(entry -> !turn.leavesOut(entry.stream())));
                        Map<StreamId, List<Envelope>> since = turn.since();
                        out.entries()
                                .forEach(entry -> entry.waiting()
                                        .complete(new VersionTaken(since.getOrDefault(entry.stream(), List.of()))));
                    })
                    .replaceWithVoid();
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
         * The connection was lost, and with it the answer whether the events are stored. A query to the log, repeated
         * until it gets an answer, tells whether the first command is stored; its lock waits for a transaction that is
         * inserting the command. The other commands have the same result, unless the procedure left them out, and those
         * are decided again.
         */
        private Uni<Void> resolve(Batch batch, Throwable failure) {
            LOG.warnf(
                    "the connection was lost while appending %d commands (%s): reading the log", batch.size(), failure);
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
            return commands.answerWhenSettled(
                            batch.entries().getFirst().commands().getFirst())
                    .chain(first -> first.isPresent()
                            ? commands.answersTo(commandsOf(batch))
                            : Uni.createFrom().item(Map.of()));
        }
    }
}
