package io.cartulary.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.cartulary.contracts.Money;
import io.cartulary.contracts.ProductEvent.ProductListed;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.testing.MetricsContract;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Currency;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus finds. */
@QuarkusTest
@TestProfile(OneWorld.class)
class MetricsIT extends MetricsContract {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final History HISTORY = History.shared();

    @Inject
    MeterRegistry registry;

    @Override
    protected MeterRegistry registry() {
        return registry;
    }

    /** Under these names they are known to alerts and dashboards. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cartulary_audit_checked_total ",
                "cartulary_audit_differences ",
                "cartulary_audit_oldest ",
                "cartulary_audit_differing_total ",
                "cartulary_commit_to_visible_seconds_count ",
                "cartulary_live_readers ",
                "cartulary_projection_batch_size_count ",
                "cartulary_projection_events_total ",
                "cartulary_projection_halted ",
                "cartulary_projection_hidden ",
                "cartulary_projection_lag{partition=\"0\"",
                "cartulary_projection_left_behind_total ",
                "cartulary_projection_quarantined ",
                "cartulary_projection_quarantines_total ",
                "cartulary_rebuild_events_total "
            })
    void a_metric_is_there_from_the_start_under_its_name(String line) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> given().get("/q/metrics").then().statusCode(200).body(containsString("\n" + line)));
    }

    @Test
    void it_is_measured_how_long_an_event_takes_to_become_visible() {
        Timer visible = registry.get("cartulary.commit.to.visible").timer();
        long before = visible.count();
        Topic.sendOnce(HISTORY.record(
                new StreamId("product", "SKU-" + UUID.randomUUID()),
                new ProductListed("Tea", new Money(250, Currency.getInstance("EUR")))));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(visible.count()).isGreaterThan(before));
        assertThat(visible.max(TimeUnit.SECONDS)).isPositive();
        assertThat(given().get("/q/metrics").asString())
                .contains("cartulary_commit_to_visible_seconds_bucket{le=\"0.25\"");
    }
}
