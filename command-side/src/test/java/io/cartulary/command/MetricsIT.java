package io.cartulary.command;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.cartulary.localstack.LocalStackResource;
import io.cartulary.service.testing.MetricsContract;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Prometheus finds, before anything has happened. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class MetricsIT extends MetricsContract {

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
                "cartulary_append_batch_count ",
                "cartulary_append_seconds_count ",
                "cartulary_append_waiting ",
                "cartulary_channel_commands_total{outcome=\"done\"",
                "cartulary_channel_commands_total{outcome=\"refused\"",
                "cartulary_channel_commands_total{outcome=\"set-aside\"",
                "cartulary_policy_behind{partition=\"0\",reader=\"policies\"",
                "cartulary_relay_age{partition=\"0\"",
                "cartulary_relay_backlog{partition=\"0\"",
                "cartulary_relay_leads{partition=\"0\"",
                "cartulary_relay_lost{partition=\"0\"",
                "cartulary_relay_published_total{partition=\"0\"",
                "cartulary_relay_stopped{partition=\"0\"",
                "cartulary_replay_sent_total "
            })
    void a_metric_is_there_from_the_start_under_its_name(String line) {
        given().get("/q/metrics").then().statusCode(200).body(containsString("\n" + line));
    }

    @Test
    void the_latency_of_requests_is_a_histogram_of_few_buckets() {
        given().contentType("application/json").body("{\"currency\": \"EUR\"}").post("/commands/v1/carts");

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            String metrics = given().get("/q/metrics").asString();
            assertThat(metrics.lines()
                            .filter(line -> line.startsWith("http_server_requests_seconds_bucket{")
                                    && line.contains("method=\"POST\"")
                                    && line.contains("uri=\"/commands/v1/carts\"")
                                    && line.contains("status=\"201\"")))
                    .hasSize(12)
                    .anySatisfy(line -> assertThat(line).contains("le=\"0.25\""));
        });
    }
}
