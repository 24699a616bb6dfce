package io.cartulary.command.eventlog;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.cartulary.command.eventsourcing.CommandHandler;
import io.cartulary.command.eventsourcing.EventStore;
import io.cartulary.command.eventsourcing.Snapshots;
import io.cartulary.command.eventsourcing.StateCache;
import io.cartulary.command.eventsourcing.StateCache.CachedState;
import io.cartulary.contracts.StreamId;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Wires the framework-free vocabulary to this event log. */
class Wiring {

    @Produces
    @Singleton
    EventLog eventLog(
            Database database,
            EventLogConfig config,
            Event<Committed> committed,
            Event<OthersAppended> others,
            MeterRegistry metrics) {
        return new EventLog(
                database, config, committed::fire, events -> others.fire(new OthersAppended(events)), metrics);
    }

    void catchUp(@Observes OthersAppended others, StateCache streams) {
        streams.heard(others.events());
    }

    void close(@Disposes EventLog eventLog) {
        eventLog.close();
    }

    @Produces
    @Singleton
    StateCache streams(EventStore store, Snapshots snapshots, EventLogConfig config) {
        return new StateCache(
                store,
                snapshots,
                Caffeine.newBuilder()
                        .maximumWeight(config.rememberedStreams())
                        .weigher((StreamId _, CachedState known) -> known.weight())
                        .build()
                        .asMap());
    }

    @Produces
    @Singleton
    CommandHandler commandHandler(EventStore store, StateCache streams) {
        return new CommandHandler(store, streams);
    }
}
