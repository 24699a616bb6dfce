package io.cartulary.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the alerts fire and when they don't, as Prometheus' own promtool tells of {@code alerts-test.yaml}. */
class AlertsTest {

    private static final Path ALERTS = Overlays.CHECKOUT.resolve("k8s/components/monitoring/alerts.yaml");
    private static final Path TESTS = Path.of("src/test/resources/alerts-test.yaml");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final long AT_MOST_SECONDS = 60;

    @TempDir
    Path folder;

    private JsonNode rules;

    @BeforeEach
    void read_the_rules() throws IOException {
        rules = YAML.readTree(ALERTS.toFile()).path("spec");
    }

    @Test
    void each_alert_has_a_test_in_which_it_is_quiet_and_then_fires() throws IOException {
        List<String> tested = new ArrayList<>();
        for (JsonNode test : YAML.readTree(TESTS.toFile()).path("tests")) {
            JsonNode quiet = test.at("/promql_expr_test/0");
            JsonNode firing = test.at("/promql_expr_test/1");
            if (!firing.isMissingNode()) {
                String name = test.path("name").asText();
                assertThat(List.of(
                                quiet.path("expr").asText(), firing.path("expr").asText()))
                        .allSatisfy(expression -> assertThat(expression).contains("alertname=\"" + name + "\""));
                assertThat(quiet.path("exp_samples")).as(name + " at first").isEmpty();
                assertThat(firing.path("exp_samples")).as(name + " later").hasSize(1);
                tested.add(name);
            }
        }

        assertThat(tested).containsExactlyInAnyOrderElementsOf(rules.findValuesAsText("alert"));
    }

    @Test
    void the_alerts_fire_when_they_should_and_at_no_other_time() throws IOException, InterruptedException {
        assertThat(promtool()).contains("SUCCESS");
    }

    @Test
    void an_alert_that_comes_too_early_is_found() throws IOException, InterruptedException {
        alert("CartularyAppendsWaiting").put("expr", "max(cartulary_append_waiting) > 0");

        assertThat(promtool()).contains("FAILED", "CartularyAppendsWaiting");
    }

    @Test
    void an_alert_that_never_comes_is_found() throws IOException, InterruptedException {
        alert("CartularyCommandsSetAside").put("expr", "sum(cartulary_channel_commands_total{outcome=\"lost\"}) > 0");

        assertThat(promtool()).contains("FAILED", "CartularyCommandsSetAside");
    }

    private ObjectNode alert(String name) {
        for (JsonNode group : rules.path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                if (rule.path("alert").asText().equals(name)) {
                    return (ObjectNode) rule;
                }
            }
        }
        throw new IllegalArgumentException(name);
    }

    /** What it says of the rules as they are now. */
    private String promtool() throws IOException, InterruptedException {
        Files.copy(TESTS, folder.resolve("test.yaml"));
        YAML.writeValue(folder.resolve("rules.yaml").toFile(), rules);
        Path said = folder.resolve("said");
        Process process;
        try {
            process = new ProcessBuilder("promtool", "test", "rules", "test.yaml")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "promtool is not installed (Debian: prometheus), so no alert is tried out");
            throw e;
        }
        assertThat(process.waitFor(AT_MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
        return Files.readString(said);
    }
}
