package io.cartulary.command.eventsourcing;

import io.cartulary.command.eventsourcing.EventStore.Append;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.AlreadyAppended;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.Appended;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.NothingToAppend;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.VersionTaken;
import io.cartulary.command.eventsourcing.EventStore.PendingAppend;
import io.cartulary.command.eventsourcing.EventStore.Receipt;
import io.cartulary.command.eventsourcing.EventStore.StoreOverloadedException;
import io.cartulary.command.eventsourcing.Rejection.Kind;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides a command on its stream and appends the result. The command waits in the store's queue, is decided on the
 * state in this replica's cache, and is appended. When another replica has appended first, the command is decided again
 * on the stream's new state.
 *
 * <p>An accepted command needs no read: if the state was stale, the store finds out. A rejection is always decided on
 * the stream as it is stored.
 *
 * <p>An accepted command gets the same answer for the life of the stream: a command with events is known by its events,
 * and one that had nothing to change by its {@link Receipt}, if it is retryable. Rejections leave nothing in the store.
 */
public final class CommandHandler {

    /** The maximum number of events in an {@link Outcome.Stale} answer. */
    public static final int MAX_EVENTS_SINCE = 100;

    /** The maximum number of decisions of a command while others keep appending to its stream. */
    static final int MAX_ATTEMPTS = 100;

    /** The maximum number of events of a command that makes something with its own id. */
    private static final int MAX_EVENTS_WITH_A_PART = 16;

    private final EventStore store;
    private final StateCache streams;

    public CommandHandler(EventStore store, StateCache streams) {
        this.store = store;
        this.streams = streams;
    }

    /**
     * Decides the command and stores its events.
     *
     * <p>Fails with {@link EventStore.StoreOverloadedException} or {@link EventStore.StoreUnavailableException}.
     */
    public <S, C, E extends Event> Uni<Outcome> handle(
            Decider<S, C, E> decider, StreamId stream, C command, CommandMetadata metadata) {
        return answer(decider, stream, command, metadata).map(Answer::outcome);
    }

    /**
     * The same, for a command that makes something whose id the caller gets.
     *
     * @param part the id of what the command makes, if it is carried out now
     * @param partOf the id of what an event makes, if it is of that kind. A retry is answered with the id in the event
     * of the first attempt, regardless of how ids were derived then
     */
    public <S, C, E extends Event> Uni<Made> handle(
            Decider<S, C, E> decider,
            StreamId stream,
            C command,
            CommandMetadata metadata,
            UUID part,
            Function<E, Optional<UUID>> partOf) {
        return answer(decider, stream, command, metadata)
                .chain(answer -> answer.before() && answer.outcome() instanceof Outcome.Done done
                        ? eventsOf(metadata, done)
                                .map(events -> events.stream()
                                        .map(event -> decider.fold().events().cast(event.event()))
                                        .flatMap(event -> partOf.apply(event).stream())
                                        .findFirst()
                                        .orElse(part))
                                .map(first -> new Made(done, first))
                        : Uni.createFrom().item(new Made(answer.outcome(), part)));
    }

    /**
     * The outcome of a command that makes something.
     *
     * @param part the id of what was made; meaningless when nothing was
     */
    public record Made(Outcome outcome, UUID part) {}

    /**
     * An outcome.
     *
     * @param before whether it is that of an earlier attempt
     */
    private record Answer(Outcome outcome, boolean before) {}

    private <S, C, E extends Event> Uni<Answer> answer(
            Decider<S, C, E> decider, StreamId stream, C command, CommandMetadata metadata) {
        var attempts = new Attempts<>(decider, stream, command, metadata);
        return streams.remembered(decider.fold(), stream).chain(state -> attempts.append(state, 1));
    }

    /** The events that a command has caused: the last ones up to the version in its answer; none for a receipt. */
    private Uni<List<Envelope>> eventsOf(CommandMetadata metadata, Outcome.Done done) {
        return store.read(done.stream(), Math.max(0, done.version() - MAX_EVENTS_WITH_A_PART), MAX_EVENTS_WITH_A_PART)
                .map(events -> events.stream()
                        .filter(event -> isCausedBy(metadata, event))
                        .toList());
    }

    /** What other senders call their commands is theirs to choose. */
    private static boolean isCausedBy(CommandMetadata metadata, Envelope event) {
        return metadata.ids().stream().map(UUID::toString).anyMatch(event.causationId()::equals)
                || (event.causationId().equals(metadata.causationId())
                        && event.actor().equals(metadata.actor()));
    }

    /**
     * Like {@link #handle}, for the first command of a stream: it assumes that the stream has no events yet, and reads
     * the stream only when that is wrong.
     */
    public <S, C, E extends Event> Uni<Outcome> handleFirst(
            Decider<S, C, E> decider, StreamId stream, C command, CommandMetadata metadata) {
        return new Attempts<>(decider, stream, command, metadata)
                .append(Folded.nothing(decider.fold()), 1)
                .map(Answer::outcome);
    }

    /**
     * Decides the command as {@link #handle} would, and stores nothing.
     *
     * <p>Fails with {@link EventStore.StoreUnavailableException}.
     */
    public <S, C, E extends Event> Uni<DryRun<S, E>> tryOut(
            Decider<S, C, E> decider, StreamId stream, C command, CommandMetadata metadata) {
        var attempts = new Attempts<>(decider, stream, command, metadata);
        return streams.current(decider.fold(), stream).chain(attempts::tryOut);
    }

    /**
     * Rejects a command that can't be built, such as a copy of something that doesn't exist, unless it is the retry of
     * a command that was carried out earlier. A retry gets the first answer.
     *
     * <p>Fails with {@link EventStore.StoreUnavailableException}.
     */
    public Uni<Outcome> reject(Fold<?, ?> fold, StreamId stream, Rejection rejection, CommandMetadata metadata) {
        return answeredBefore(fold, stream, metadata)
                .map(before -> before.orElseGet(() -> new Outcome.Rejected(rejection)));
    }

    /**
     * The answer to an earlier command with the same id.
     *
     * <p>Fails with {@link EventStore.StoreUnavailableException}.
     */
    public Uni<Optional<Outcome>> answeredBefore(Fold<?, ?> fold, StreamId stream, CommandMetadata metadata) {
        return answeredBefore(stream, metadata, present(fold, stream));
    }

    /** The position of the stream's last event, read when it is asked for. */
    private Uni<Long> present(Fold<?, ?> fold, StreamId stream) {
        return streams.current(fold, stream).map(Folded::position);
    }

    private Uni<Optional<Outcome>> answeredBefore(StreamId stream, CommandMetadata metadata, Uni<Long> present) {
        return metadata.retryable()
                ? answerTo(stream, metadata)
                        .chain(before -> before.map(answer -> answerBefore(stream, answer, metadata, present)
                                        .map(Optional::of))
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                : Uni.createFrom().item(Optional.empty());
    }

    private Uni<Optional<AlreadyAppended>> answerTo(StreamId stream, CommandMetadata metadata) {
        @Nullable UUID guestCommandId = metadata.guestCommandId();
        return store.answerTo(stream, metadata.commandId())
                .chain(own -> own.isPresent() || guestCommandId == null
                        ? Uni.createFrom().item(own)
                        : store.answerTo(stream, guestCommandId));
    }

    /**
     * A reader that waits for the position in it sees the stream as the caller left it, and as others did since.
     *
     * @param present the position of the stream's last event by now
     */
    private static Uni<Outcome> answerBefore(
            StreamId stream, AlreadyAppended before, CommandMetadata metadata, Uni<Long> present) {
        return before.requestHash().equals(metadata.requestHash())
                ? present.map(
                        position -> new Outcome.Done(stream, before.version(), Math.max(before.position(), position)))
                : Uni.createFrom().item(new Outcome.KeyReused());
    }

    /** One command, until it has an outcome. */
    private final class Attempts<S, C, E extends Event> {

        private final Decider<S, C, E> decider;
        private final StreamId stream;
        private final C command;
        private final CommandMetadata metadata;

        Attempts(Decider<S, C, E> decider, StreamId stream, C command, CommandMetadata metadata) {
            this.decider = decider;
            this.stream = stream;
            this.command = command;
            this.metadata = metadata;
        }

        Uni<Answer> append(Folded<S> folded, int attempt) {
            return append(new OneTurn(folded), attempt);
        }

        private Uni<Answer> append(PendingAppend turn, int attempt) {
            return store.append(turn).chain(result -> switch (result) {
                case Appended appended -> answer(new Outcome.Done(stream, appended.version(), appended.position()));
                case AlreadyAppended before ->
                    answerBefore(stream, before, metadata, present(decider.fold(), stream))
                            .map(Attempts::answerOfBefore);
                case VersionTaken(List<Envelope> since) ->
                    again(streams.current(decider.fold(), stream, since), attempt);
                case NothingToAppend _ -> again(streams.current(decider.fold(), stream), attempt);
            });
        }

        /** The command's append, queued in the store. */
        private final class OneTurn implements PendingAppend {

            private final Folded<S> loaded;

            /** @param loaded the stream as it was when this joined the queue */
            OneTurn(Folded<S> loaded) {
                this.loaded = loaded;
            }

            @Override
            public StreamId stream() {
                return stream;
            }

            @Override
            public CommandMetadata metadata() {
                return metadata;
            }

            @Override
            public @Nullable Append take(@Nullable Append before) {
                return before == null ? append(newest()) : append(after(before));
            }

            private Folded<S> newest() {
                Folded<S> known = streams.known(decider.fold(), stream);
                return known.isAfter(loaded) ? known : loaded;
            }

            /**
             * The place and time of those events are known only when they are recorded; no decision depends on them.
             */
            private Folded<S> after(Append before) {
                @SuppressWarnings("unchecked") // only this handler appends, and a stream has one decider
                S state = (S) before.after();
                return new Folded<>(state, before.lastVersion(), 0, before.notBefore());
            }

            private @Nullable Append append(Folded<S> folded) {
                Decision<E> decision = decide(folded);
                if (!leadsToEvents(decision, folded)) {
                    return null;
                }
                var accepted = (Decision.Accepted<E>) decision;
                S after = folded.state();
                for (E event : accepted.events()) {
                    after = decider.fold().after(after, event);
                }
                return new Append(
                        stream,
                        folded.version() + 1,
                        folded.recordedAt(),
                        accepted.events(),
                        accepted.startsStream(),
                        metadata,
                        after);
            }

            @Override
            public void stored(Append append, Appended where) {
                @SuppressWarnings("unchecked") // as take() has returned it
                S state = (S) append.after();
                var folded = new Folded<>(state, where.version(), where.position(), where.recordedAt());
                streams.appended(decider.fold(), stream, folded, append.events().size());
            }
        }

        private Decision<E> decide(Folded<S> folded) {
            return decider.decide(folded.state(), command, metadata.context());
        }

        Uni<DryRun<S, E>> tryOut(Folded<S> current) {
            Decision<E> decision = decide(current);
            List<E> events = leadsToEvents(decision, current) && decision instanceof Decision.Accepted<E> accepted
                    ? accepted.events()
                    : List.of();
            return complete(answer(decision, current)).map(outcome -> new DryRun<>(outcome, current.state(), events));
        }

        private boolean leadsToEvents(Decision<E> decision, Folded<S> folded) {
            return decision instanceof Decision.Accepted<E> accepted
                    && !accepted.events().isEmpty()
                    && !isStale(folded);
        }

        private boolean isStale(Folded<S> folded) {
            @Nullable Long expected = metadata.expectedVersion();
            return expected != null && expected != folded.version();
        }

        private Uni<Answer> again(Uni<Folded<S>> present, int attempt) {
            if (attempt == MAX_ATTEMPTS) {
                return Uni.createFrom()
                        .failure(new StoreOverloadedException("too many concurrent commands append to " + stream));
            }
            return present.chain(current -> {
                Decision<E> decision = decide(current);
                return leadsToEvents(decision, current)
                        ? append(current, attempt + 1)
                        : unlessAnsweredBefore(answer(decision, current), current, attempt);
            });
        }

        /**
         * The answer to a command that appends nothing. A stream that doesn't exist for this caller has no version to
         * be stale.
         */
        private Outcome answer(Decision<E> decision, Folded<S> folded) {
            return switch (decision) {
                case Decision.Rejected<E>(Rejection rejection)
                when rejection.kind() == Kind.NOT_FOUND && isNone(folded) -> new Outcome.Rejected(rejection);
                case Decision<E> _ when isStale(folded) -> new Outcome.Stale(stream, folded.version(), List.of());
                case Decision.Rejected<E>(Rejection rejection) -> new Outcome.Rejected(rejection);
                case Decision.Accepted<E> _ -> new Outcome.Done(stream, folded.version(), folded.position());
            };
        }

        private boolean isNone(Folded<S> folded) {
            return folded.version() == 0 || decider.hides(folded.state(), metadata.caller());
        }

        /** This may be the retry of a command that was carried out: it gets the first answer. */
        private Uni<Answer> unlessAnsweredBefore(Outcome outcome, Folded<S> current, int attempt) {
            return answeredBefore(stream, metadata, Uni.createFrom().item(current.position()))
                    .chain(before -> before.map(answer -> Uni.createFrom().item(answerOfBefore(answer)))
                            .orElseGet(() -> outcome instanceof Outcome.Done done && metadata.retryable()
                                    ? append(new ReceiptTurn(receipt(done)), attempt + 1)
                                    : complete(outcome).chain(Attempts::answer)));
        }

        private Receipt receipt(Outcome.Done done) {
            return new Receipt(stream, metadata, done.version(), done.position());
        }

        private Uni<Outcome> complete(Outcome outcome) {
            @Nullable Long expected = metadata.expectedVersion();
            if (outcome instanceof Outcome.Stale stale && expected != null) {
                return store.read(stream, expected, MAX_EVENTS_SINCE)
                        .map(since -> new Outcome.Stale(stream, stale.version(), since));
            }
            return outcome(outcome);
        }

        private static Uni<Outcome> outcome(Outcome outcome) {
            return Uni.createFrom().item(outcome);
        }

        private static Uni<Answer> answer(Outcome outcome) {
            return Uni.createFrom().item(new Answer(outcome, false));
        }

        private static Answer answerOfBefore(Outcome outcome) {
            return new Answer(outcome, true);
        }
    }

    /**
     * The append of a command that had nothing to change, by the stream as it was stored. Later events in the stream
     * make no difference: the command was carried out before them.
     */
    private record ReceiptTurn(Receipt receipt) implements PendingAppend {

        @Override
        public StreamId stream() {
            return receipt.stream();
        }

        @Override
        public CommandMetadata metadata() {
            return receipt.metadata();
        }

        @Override
        public Receipt take(@Nullable Append before) {
            return receipt;
        }

        @Override
        public void stored(Append append, Appended where) {
            throw new IllegalStateException("a receipt is not an append");
        }
    }
}
