package io.cartulary.command.eventlog;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.eventsourcing.Folded;
import io.cartulary.command.eventsourcing.Streams;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the framework-free vocabulary onto this event log. */
class Wiring {

    @Produces
    @Singleton
    Streams streams(EventStore store, EventLogConfig config) {
        return new Streams(
                store,
                Caffeine.newBuilder()
                        .maximumSize(config.rememberedStreams())
                        .<Streams.Key, Folded<?>>build()
                        .asMap());
    }

    @Produces
    @Singleton
    CommandHandler commandHandler(EventStore store, Streams streams) {
        return new CommandHandler(store, streams);
    }
}
