package io.cartulary.command.eventlog;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Service;
import io.cartulary.localstack.Service.Side;
import io.cartulary.localstack.Topics;
import io.cartulary.localstack.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tables brought up to date by a job of its own: the packaged program, run with an argument. */
class SchemaIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Path LOGS = Path.of("target", "logs").toAbsolutePath();
    private static final String PROGRAM = "target/quarkus-app/quarkus-run.jar";

    private final World world = World.unique();
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void given_servers_without_tables() throws InterruptedException, IOException {
        Files.createDirectories(LOGS);
        Endpoints endpoints = LocalStack.joinOrStart();
        Topics.create(endpoints.kafkaBootstrap(), world);
        environment.putAll(endpoints.environment(world));
    }

    @Test
    void a_service_that_is_told_to_wait_becomes_ready_when_the_job_is_done() throws Exception {
        environment.put("CARTULARY_SCHEMA_AT_START", "WAIT");
        Service service = Service.of(Side.COMMAND, 0, environment, LOGS.resolve(world.topic() + ".log"));
        service.startWithoutWaiting();
        try {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> status(service, "live") == 200);
            assertThat(status(service, "started")).isEqualTo(503);
            assertThat(status(service, "ready")).isEqualTo(503);

            assertThat(exitCodeOfTheJob()).isZero();

            service.awaitReady();
        } finally {
            service.stop();
        }
    }

    @Test
    void the_job_may_run_again() throws Exception {
        assertThat(exitCodeOfTheJob()).isZero();
        assertThat(exitCodeOfTheJob()).isZero();
    }

    @Test
    void the_job_takes_no_commands() throws Exception {
        assertThat(exitCodeOfTheJob()).isZero();

        try (Admin kafka = Admin.create(Map.of("bootstrap.servers", environment.get("KAFKA_BOOTSTRAP_SERVERS")))) {
            assertThat(kafka.listGroups().all().get())
                    .extracting(GroupListing::groupId)
                    .doesNotContain(environment.get("COMMANDS_GROUP"));
        }
    }

    @Test
    void a_job_that_can_not_do_it_says_so() throws Exception {
        environment.put("MYSQL_PORT", "1");

        assertThat(exitCodeOfTheJob()).isEqualTo(1);
    }

    private static int status(Service service, String probe) {
        return get(service.uri() + "/q/health/" + probe).statusCode();
    }

    private int exitCodeOfTheJob() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var job = new ProcessBuilder(java, "-Xmx128m", "-jar", PROGRAM, "migrate");
        job.environment().putAll(environment);
        // taken by someone else, for all the job may care: it must not listen
        job.environment().put("QUARKUS_HTTP_PORT", "1");
        Process process = job.redirectErrorStream(true)
                .redirectOutput(LOGS.resolve(world.topic() + "-job.log").toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("the job has ended")
                    .isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
