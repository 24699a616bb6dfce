package io.cartulary.query;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * The meter registry lives as long as the JVM. In tests several applications run in one JVM, and a gauge would read
 * from a stopped one.
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
