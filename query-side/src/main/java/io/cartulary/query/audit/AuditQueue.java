package io.cartulary.query.audit;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.projection.StreamsProjected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The streams that changed last, which are audited before others. When it is full, the one that waits longest leaves. */
@ApplicationScoped
class AuditQueue {

    private final AuditConfig config;
    private final Set<StreamId> recent = new LinkedHashSet<>();

    AuditQueue(AuditConfig config) {
        this.config = config;
    }

    void changed(@Observes StreamsProjected projected) {
        if (config.streamsPerSecond() > 0) {
            projected.streams().forEach(this::add);
        }
    }

    synchronized void add(StreamId stream) {
        recent.add(stream);
        if (recent.size() > config.recent()) {
            Iterator<StreamId> oldest = recent.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    synchronized Optional<StreamId> next() {
        Iterator<StreamId> waiting = recent.iterator();
        if (!waiting.hasNext()) {
            return Optional.empty();
        }
        StreamId first = waiting.next();
        waiting.remove();
        return Optional.of(first);
    }
}
