package io.cartulary.command.eventsourcing;

import io.cartulary.command.eventsourcing.EventStore.Append;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.AlreadyAppended;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.Appended;
import io.cartulary.command.eventsourcing.EventStore.AppendResult.VersionTaken;
import io.cartulary.command.eventsourcing.EventStore.StoreOverloadedException;
import io.cartulary.command.eventsourcing.Rejection.Kind;
import io.cartulary.contracts.Event;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a command to its stream: load, decide, append; and again on the stream's new state when someone else was faster.
 */
public final class CommandHandler {

    /** How many events a {@link Outcome.Stale} answer shows at most. */
    public static final int MAX_EVENTS_SINCE = 100;

    /** How often a command is decided again because others keep appending to its stream. */
    static final int MAX_ATTEMPTS = 100;

    private final EventStore store;
    private final Streams streams;

    public CommandHandler(EventStore store, Streams streams) {
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
        var attempts = new Attempts<>(decider, stream, command, metadata);
        return streams.remembered(decider.fold(), stream).chain(state -> attempts.decide(state, false, 1));
    }

    /** One command on its way, until it has an outcome. */
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

        /** @param current whether the state was read from the store for this command, not merely remembered */
        Uni<Outcome> decide(Folded<S> folded, boolean current, int attempt) {
            return switch (decider.decide().apply(folded.state(), command)) {
                case Decision.Refused<E>(Rejection rejection)
                when rejection.kind() == Kind.NOT_FOUND ->
                    unlessAnsweredBefore(current, attempt, new Outcome.Refused(rejection));
                case Decision<E> _
                when isStale(folded) ->
                    unlessAnsweredBefore(current, attempt, new Outcome.Stale(stream, folded.version(), List.of()));
                case Decision.Refused<E>(Rejection rejection) ->
                    unlessAnsweredBefore(current, attempt, new Outcome.Refused(rejection));
                case Decision.Accepted<E>(List<E> events)
                when events.isEmpty() ->
                    unlessAnsweredBefore(
                            current, attempt, new Outcome.Done(stream, folded.version(), folded.position()));
                case Decision.Accepted<E>(List<E> events) -> append(folded, events, attempt);
            };
        }

        private boolean isStale(Folded<S> folded) {
            @Nullable Long expected = metadata.expectedVersion();
            return expected != null && expected != folded.version();
        }

        private Uni<Outcome> append(Folded<S> folded, List<E> events, int attempt) {
            var append = new Append(stream, folded.version() + 1, folded.recordedAt(), events, metadata);
            return store.append(append).chain(result -> switch (result) {
                case Appended appended -> {
                    remember(folded, events, appended);
                    yield outcome(new Outcome.Done(stream, appended.version(), appended.position()));
                }
                case VersionTaken _ -> again(attempt);
                case AlreadyAppended before -> outcome(answerBefore(before));
            });
        }

        private void remember(Folded<S> folded, List<E> events, Appended appended) {
            S state = folded.state();
            for (E event : events) {
                state = decider.fold().after(state, event);
            }
            streams.remember(
                    decider.fold(),
                    stream,
                    new Folded<>(state, appended.version(), appended.position(), appended.recordedAt()));
        }

        private Uni<Outcome> again(int attempt) {
            if (attempt == MAX_ATTEMPTS) {
                return Uni.createFrom()
                        .failure(new StoreOverloadedException("too many others append to " + stream + " at once"));
            }
            return streams.current(decider.fold(), stream).chain(state -> decide(state, true, attempt + 1));
        }

        /**
         * Nothing would be appended; but this may be the retry of a command that was carried out, and the state may be
         * older than what another replica has stored since. Both are found out before the caller hears no.
         */
        private Uni<Outcome> unlessAnsweredBefore(boolean current, int attempt, Outcome outcome) {
            if (!current) {
                return again(attempt);
            }
            if (!metadata.retryable()) {
                return complete(outcome);
            }
            return store.answerTo(stream, metadata.commandId())
                    .chain(before ->
                            before.map(answer -> outcome(answerBefore(answer))).orElseGet(() -> complete(outcome)));
        }

        private Uni<Outcome> complete(Outcome outcome) {
            @Nullable Long expected = metadata.expectedVersion();
            if (outcome instanceof Outcome.Stale stale && expected != null) {
                return store.read(stream, expected, MAX_EVENTS_SINCE)
                        .map(since -> new Outcome.Stale(stream, stale.version(), since));
            }
            return outcome(outcome);
        }

        private Outcome answerBefore(AlreadyAppended before) {
            return before.requestHash().equals(metadata.requestHash())
                    ? new Outcome.Done(stream, before.version(), before.position())
                    : new Outcome.KeyReused();
        }

        private static Uni<Outcome> outcome(Outcome outcome) {
            return Uni.createFrom().item(outcome);
        }
    }
}
