package io.cartulary.journeys;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.load.start.Memory;
import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Service;
import io.cartulary.localstack.Service.Side;
import io.cartulary.localstack.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On the JVM there is nothing to release, and the kernel has to provide the figures. */
@EnabledIfEnvironmentVariable(named = "CARTULARY_NATIVE", matches = "true")
@EnabledOnOs(OS.LINUX)
class StartMemoryIT {

    private static final Path LOGS = Path.of("target", "logs").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The share of its memory when it is ready. Much more is released: three tenths and more. */
    private static final double REST = 0.85;

    @ParameterizedTest
    @EnumSource(Side.class)
    void a_binary_gives_back_what_only_its_start_has_needed_and_serves_on(Side side) throws Exception {
        Service service = givenAServiceWhoseTablesAreThere(side).start();
        try {
            double whenReady = Memory.resident(service.pid());

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Memory.resident(service.pid()))
                            .as("MiB that the %s side has, of %.0f when it was ready", side, whenReady)
                            .isLessThan(REST * whenReady));
            assertThat(get(service.uri() + "/q/health/ready").statusCode()).isEqualTo(200);
        } finally {
            service.stop();
        }
    }

    /** Making Cassandra's tables takes longer than a start may. */
    private static Service givenAServiceWhoseTablesAreThere(Side side) throws InterruptedException {
        Endpoints endpoints = LocalStack.joinOrStart();
        World world = World.prepared(endpoints);
        Map<String, String> environment = new HashMap<>(endpoints.environment(world));
        environment.put("CARTULARY_START_MEMORY_GIVEN_BACK_AFTER", "12s");
        Path log = LOGS.resolve("%s-%s.log".formatted(world.topic(), side));
        Service service = Service.of(side, 0, environment, log).start();
        service.stop();
        return service;
    }
}
