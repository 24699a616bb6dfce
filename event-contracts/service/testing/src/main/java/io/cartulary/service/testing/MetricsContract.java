package io.cartulary.service.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.localstack.Readiness;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service's own metrics say what they are. */
public abstract class MetricsContract {

    @BeforeEach
    void a_service_that_is_ready() {
        Readiness.await();
    }

    /** The service's registry. */
    protected abstract MeterRegistry registry();

    @Test
    void every_metric_of_ours_has_help_and_a_unit() {
        assertThat(registry().getMeters().stream()
                        .map(Meter::getId)
                        .filter(id -> id.getName().startsWith("cartulary.")))
                .hasSizeGreaterThan(10)
                .allSatisfy(id -> {
                    assertThat(id.getDescription()).as("what %s is", id).isNotBlank();
                    assertThat(id.getBaseUnit()).as("the unit of %s", id).isNotBlank();
                });
    }
}
