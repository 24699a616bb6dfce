package io.cartulary.service.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes a histogram of Quarkus' timer of requests. */
class RequestHistogram {

    private static final String REQUESTS = "http.server.requests";

    @Produces
    @Singleton
    MeterFilter requests() {
        DistributionStatisticConfig buckets = DistributionStatisticConfig.builder()
                .serviceLevelObjectives(LatencyBuckets.HTTP.stream()
                        .mapToDouble(Duration::toNanos)
                        .toArray())
                .build();
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(REQUESTS) ? buckets.merge(config) : config;
            }
        };
    }
}
