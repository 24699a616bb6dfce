package io.cartulary.command.eventsourcing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.Event;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Commands to a stream through two replicas, each with its own key. Accepted commands come again, at any later time and
 * on any replica: a retry adds no event, and gets the same answer, whether the command had something to change or not. Only its position
 * is the present one.
 */
public final class RetriedHistory<S, C, E extends Event> {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Decider<S, C, E> decider;
    private final StreamId stream;
    private final Random random;
    private final InMemoryEventStore store = new InMemoryEventStore(NOW);
    private final List<CommandHandler> replicas = List.of(replica(), replica());
    private final List<Answered<C>> accepted = new ArrayList<>();

    private record Answered<C>(Sent<C> sent, UUID id, Outcome.Done outcome) {}

    /** @param random the order of commands and retries, and their replica */
    public RetriedHistory(Decider<S, C, E> decider, StreamId stream, Random random) {
        this.decider = decider;
        this.stream = stream;
        this.random = random;
    }

    /** Adds an event at the beginning that no command causes. */
    public RetriedHistory<S, C, E> beginningWith(E event, C anything) {
        Decider<S, C, E> beginning =
                new Decider<>(decider.fold(), (_, _, _) -> Decision.accept(event), (_, _) -> Optional.empty());
        any(replicas)
                .handle(beginning, stream, anything, metadata(UUID.randomUUID(), NOW))
                .await()
                .indefinitely();
        return this;
    }

    /** Sends each command once, all at the same time, with retries of earlier ones in between. */
    public void thenRetriesAddNothing(List<C> commands) {
        thenRetriesOfSentAddNothing(
                commands.stream().map(command -> new Sent<>(NOW, command)).toList());
    }

    /** Sends each command once, with retries of earlier ones in between. */
    public void thenRetriesOfSentAddNothing(List<Sent<C>> commands) {
        for (Sent<C> sent : commands) {
            UUID id = UUID.randomUUID();
            Outcome outcome = handle(any(replicas), sent, id);
            if (outcome instanceof Outcome.Done done) {
                accepted.add(new Answered<>(sent, id, done));
            }
            if (!accepted.isEmpty() && random.nextBoolean()) {
                thenItAddsNothing(any(accepted), any(replicas));
            }
        }
        for (CommandHandler anyone : List.of(replicas.getFirst(), replicas.getLast(), replica())) {
            accepted.forEach(before -> thenItAddsNothing(before, anyone));
        }
    }

    /** The edge may make a different command of the same request by now: it looks up prices and times each time. */
    private void thenItAddsNothing(Answered<C> before, CommandHandler replica) {
        int events = store.stream(stream).size();
        Sent<C> sent = random.nextInt(4) == 0 ? any(accepted).sent() : before.sent();

        assertThat(handle(replica, sent, before.id()))
                .as("%s, again", before.sent())
                .isEqualTo(new Outcome.Done(stream, before.outcome().version(), present()));
        assertThat(store.stream(stream).size()).as("events").isEqualTo(events);
    }

    /** The position that shows all that the stream has by now. */
    private long present() {
        return store.stream(stream).isEmpty()
                ? 0
                : store.stream(stream).getLast().position();
    }

    private Outcome handle(CommandHandler replica, Sent<C> sent, UUID id) {
        return replica.handle(decider, stream, sent.command(), metadata(id, sent.at()))
                .await()
                .indefinitely();
    }

    private static CommandMetadata metadata(UUID id, Instant at) {
        return new CommandMetadata(
                id, true, null, new DecisionContext(at, Caller.staff("someone")), "a-test", "the-request");
    }

    /** A replica with an empty cache. */
    private CommandHandler replica() {
        return new CommandHandler(store, new StateCache(store, new InMemorySnapshots(), new ConcurrentHashMap<>()));
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
