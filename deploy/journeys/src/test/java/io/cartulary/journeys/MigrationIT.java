package io.cartulary.journeys;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.load.history.Register;
import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Migration;
import io.cartulary.localstack.Service;
import io.cartulary.localstack.Service.Side;
import io.cartulary.localstack.Topics;
import io.cartulary.localstack.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The migration program brings the event log's tables up to date while services wait for them. */
class MigrationIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Path LOGS = Path.of("target", "logs").toAbsolutePath();

    private final Endpoints endpoints = LocalStack.joinOrStart();
    private final World world = World.unique();
    private final Map<String, String> environment = new HashMap<>(endpoints.environment(world));

    @BeforeEach
    void given_servers_without_tables() throws InterruptedException, IOException {
        Files.createDirectories(LOGS);
        Topics.create(endpoints.kafkaBootstrap(), world);
    }

    @Test
    void a_service_lives_and_becomes_ready_when_the_migration_has_run() throws Exception {
        Service service = givenAServiceThatLives();
        try {
            thenItIsNotReady(service, "Unknown database");

            assertThat(migrate()).isZero();

            service.awaitReady();
        } finally {
            service.kill();
        }
    }

    @Test
    void a_service_waits_for_the_version_that_it_needs_or_a_newer_one() throws Exception {
        assertThat(migrate()).isZero();
        int needed = latestVersion();
        execute("UPDATE flyway_schema_history SET success = 0 WHERE version = '%d'".formatted(needed));
        Service service = givenAServiceThatLives();
        try {
            thenItIsNotReady(service, "a migration has failed");

            execute("DELETE FROM flyway_schema_history WHERE version = '%d'".formatted(needed));
            thenItIsNotReady(service, "they are at version %d, and %d is needed".formatted(needed - 1, needed));

            execute("UPDATE flyway_schema_history SET version = '999' WHERE version = '%d'".formatted(needed - 1));
            service.awaitReady();
        } finally {
            service.kill();
        }
    }

    @Test
    void the_migration_may_run_again() throws Exception {
        assertThat(migrate()).isZero();
        assertThat(migrate()).isZero();

        assertThat(log("migration")).content().contains("that took 0 migrations");
    }

    @Test
    void a_migration_that_is_not_possible_says_so() throws Exception {
        environment.put("MYSQL_PORT", "1");

        assertThat(migrate()).isEqualTo(1);

        assertThat(log("migration")).content().contains("the event log's tables can't be brought up to date");
    }

    private Service givenAServiceThatLives() {
        Service service = Service.of(Side.COMMAND, 0, environment, log("command-side"));
        service.startWithoutWaiting();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> status(service, "live") == 200);
        return service;
    }

    private void thenItIsNotReady(Service service, String reason) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log("command-side"))
                        .content()
                        .contains("the event log's tables can't be used yet", reason));
        assertThat(status(service, "started")).isEqualTo(503);
        assertThat(status(service, "ready")).isEqualTo(503);
    }

    private static int status(Service service, String probe) {
        return get(service.uri() + "/q/health/" + probe).statusCode();
    }

    private int migrate() throws IOException, InterruptedException {
        return Migration.run(environment, log("migration"));
    }

    private Path log(String program) {
        return LOGS.resolve(world.topic() + "-" + program + ".log");
    }

    private int latestVersion() throws SQLException {
        try (Connection connection = new Register(endpoints, world).connect();
                Statement statement = connection.createStatement();
                ResultSet latest =
                        statement.executeQuery("SELECT MAX(CAST(version AS UNSIGNED)) FROM flyway_schema_history")) {
            latest.next();
            return latest.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = new Register(endpoints, world).connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
