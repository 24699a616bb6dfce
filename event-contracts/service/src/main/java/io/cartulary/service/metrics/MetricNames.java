package io.cartulary.service.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.NamingConvention;
import io.quarkus.micrometer.runtime.MeterRegistryCustomizer;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Our metrics have units, and keep their names: Prometheus' convention would append the unit to the name, and dashboards and
 * alerts of those who run this know them without. Timers are in seconds, and say so in their names.
 */
@Singleton
final class MetricNames implements MeterRegistryCustomizer {

    private static final String OURS = "cartulary.";

    @Override
    public void customize(MeterRegistry registry) {
        registry.config().namingConvention(new WithoutOurUnits(registry.config().namingConvention()));
    }

    private record WithoutOurUnits(NamingConvention convention) implements NamingConvention {

        @Override
        public String name(String name, Meter.Type type, @Nullable String unit) {
            return convention.name(name, type, name.startsWith(OURS) ? null : unit);
        }

        @Override
        public String tagKey(String key) {
            return convention.tagKey(key);
        }

        @Override
        public String tagValue(String value) {
            return convention.tagValue(value);
        }
    }
}
