package io.cartulary.journeys;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Migration;
import io.cartulary.localstack.Service;
import io.cartulary.localstack.Service.Side;
import io.cartulary.localstack.Tables;
import io.cartulary.localstack.Topics;
import io.cartulary.localstack.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The migration program brings the event log's tables up to date while services wait for them. */
class MigrationIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Path LOGS = Path.of("target", "logs").toAbsolutePath();

    /** Has the rights on tables that README.md of the migration names, and no other. */
    private static final String MIGRATION_USER = "cartulary_migration";

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

            execute("UPDATE flyway_schema_history SET success = 1, version = '%d' WHERE version = '%d'"
                    .formatted(needed - 1, needed));
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
    void a_new_register_has_the_tables_that_all_migrations_lead_to() throws Exception {
        World upgraded = World.unique();
        Tables.createByAllMigrations(endpoints, upgraded.database());

        assertThat(migrate()).isZero();

        assertThat(tables(world)).isEqualTo(tables(upgraded)).hasSize(8);
    }

    @Test
    void the_user_of_a_new_register_needs_no_right_to_procedures() throws Exception {
        environment.put("MYSQL_USERNAME", MIGRATION_USER);

        assertThat(migrate()).isZero();
    }

    @Test
    void a_database_of_something_else_is_left_alone() throws Exception {
        execute("CREATE TABLE invoices (id INT PRIMARY KEY)");

        assertThat(migrate()).isEqualTo(1);

        assertThat(log("migration")).content().contains("tables of something else, such as invoices");
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

    /** The definition of each table but Flyway's, and the number of its rows. */
    private Map<String, String> tables(World of) throws SQLException {
        var tables = new TreeMap<String, String>();
        try (Connection connection = connect(of);
                Statement statement = connection.createStatement()) {
            for (String table : texts(statement, "SHOW TABLES", 1)) {
                if (!table.equals("flyway_schema_history")) {
                    tables.put(
                            table,
                            texts(statement, "SHOW CREATE TABLE " + table, 2) + " has "
                                    + texts(statement, "SELECT COUNT(*) FROM " + table, 1));
                }
            }
        }
        return tables;
    }

    private static List<String> texts(Statement statement, String sql, int column) throws SQLException {
        var texts = new ArrayList<String>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(column));
            }
        }
        return texts;
    }

    private int latestVersion() throws SQLException {
        try (Connection connection = connect(world);
                Statement statement = connection.createStatement()) {
            return Integer.parseInt(
                    texts(statement, "SELECT MAX(CAST(version AS UNSIGNED)) FROM flyway_schema_history", 1)
                            .getFirst());
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect(world);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(World to) throws SQLException {
        return DriverManager.getConnection(
                Tables.url(endpoints, to.database()), endpoints.mysqlUsername(), endpoints.mysqlPassword());
    }
}
