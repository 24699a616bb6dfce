package io.cartulary.query;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * The registry of meters lives as long as the JVM. Where several applications run in it one after the other, as only in
 * tests, a gauge would go on asking the one that has stopped.
 */
@ApplicationScoped
class GaugesEndWithTheApplication {

    void stop(@Observes ShutdownEvent stopping, MeterRegistry registry) {
        List.copyOf(registry.getMeters()).stream()
                .filter(Gauge.class::isInstance)
                .filter(meter -> meter.getId().getName().startsWith("cartulary."))
                .forEach(registry::remove);
    }
}
