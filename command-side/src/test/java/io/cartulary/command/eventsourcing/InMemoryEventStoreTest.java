package io.cartulary.command.eventsourcing;

import java.time.Instant;

class InMemoryEventStoreTest implements EventStoreContract {

    private final InMemoryEventStore store = new InMemoryEventStore(Instant.parse("2026-11-23T12:00:00Z"));

    @Override
    public EventStore store() {
        return store;
    }
}
