package io.cartulary.command.cart;

import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.CommandMetadata;
import io.cartulary.command.eventsourcing.DecisionContext;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.eventsourcing.InMemoryEventStore;
import io.cartulary.command.eventsourcing.InMemorySnapshots;
import io.cartulary.command.eventsourcing.Outcome;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.contracts.CartEvent;
import io.cartulary.contracts.Envelope;
import io.cartulary.service.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A replica of the service for carts: it has its own cache of streams, and shares the log. */
record Replica(EventStore store, CommandHandler commands, CartMergeProcess merger) {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    static Replica of(EventStore store) {
        var streams = new StateCache(store, new InMemorySnapshots(), new ConcurrentHashMap<>());
        var commands = new CommandHandler(store, streams);
        return new Replica(store, commands, new CartMergeProcess(commands, streams, store));
    }

    static Replica alone() {
        return of(new InMemoryEventStore(NOW));
    }

    Outcome handle(UUID cart, CartCommand command, CommandMetadata metadata) {
        return commands.handle(Cart.DECIDER, Cart.stream(cart), command, metadata)
                .await()
                .indefinitely();
    }

    /** The cart's events in the log. */
    List<Envelope> recorded(UUID cart) {
        return store.read(Cart.stream(cart), 0, 10_000).await().indefinitely();
    }

    List<CartEvent> events(UUID cart) {
        return recorded(cart).stream()
                .map(Envelope::event)
                .map(CartEvent.class::cast)
                .toList();
    }

    static CommandMetadata metadata(UUID commandId) {
        return metadata(commandId, Caller.staff("someone"));
    }

    static CommandMetadata metadata(UUID commandId, Caller caller) {
        return new CommandMetadata(commandId, true, null, new DecisionContext(NOW, caller), "a-test", "the-request");
    }
}
