package io.cartulary.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.load.history.Shopping;
import io.cartulary.load.history.Shopping.Pace;
import io.cartulary.localstack.OwnServers;
import io.cartulary.localstack.OwnServers.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** MySQL and Kafka fail under load. All tests use one register, and each checks all of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerFaultsIT {

    private static final Pace PACE = new Pace(12, Duration.ofMillis(10));

    /** Small enough that a backlog kept in memory would be visible. */
    private static final Map<String, String> SETTINGS = Map.of(
            "CARTULARY_RELAY_BUFFERED_EVENTS", "100",
            "CARTULARY_RELAY_PAGE_SIZE", "100",
            "CARTULARY_EVENT_LOG_REMEMBERED_STREAMS", "500");

    /**
     * The permitted growth of live memory while Kafka was unavailable: the service's small cache of streams is being
     * filled, and the first events of each partition wait for Kafka. An event takes more than a kilobyte; a backlog
     * would take that for each event.
     */
    private static final long MORE_MEGABYTES = Profile.times(8, 16);

    /** The time until the allocated pages are full, too. */
    private static final Duration TO_FILL = Duration.ofSeconds(60);

    private final OwnServers servers;
    private final Trial trial;

    ServerFaultsIT() throws InterruptedException {
        servers = OwnServers.start("faults");
        trial = Trial.start("server-faults", servers.endpoints(), 1, SETTINGS);
    }

    @AfterAll
    void stop() {
        trial.close();
        servers.close();
    }

    @Test
    void mysql_is_killed() throws Exception {
        try (Shopping shopping = trial.shopping(PACE)) {
            for (int kill = 0; kill < Profile.times(1, 10); kill++) {
                trial.awaitMoreAnswers(shopping, 100 + trial.random().nextInt(200));
                servers.kill(Kind.MYSQL);
                trial.keepUp(Duration.ofMillis(trial.random().nextInt(2_000)));
                servers.startAgain(Kind.MYSQL);
            }
            trial.awaitMoreAnswers(shopping, 100);
            shopping.end();
        }
        trial.thenTheRegisterIsSound();
    }

    @Test
    void commands_continue_without_kafka_and_memory_stays_flat() throws Exception {
        try (Shopping shopping = trial.shopping(new Pace(16, Duration.ofMillis(2)))) {
            trial.awaitMoreAnswers(shopping, 2_000);
            long before = liveMegabytes();
            servers.kill(Kind.KAFKA);
            long answeredBefore = shopping.answered();
            trial.keepUp(Profile.seconds(20, 120));
            long answered = shopping.answered() - answeredBefore;
            long after = liveMegabytes();
            System.out.printf("without Kafka: %d commands, live memory %d to %d MB%n", answered, before, after);
            servers.startAgain(Kind.KAFKA);
            shopping.end();

            assertThat(answered).as("commands carried out without Kafka").isGreaterThan(1_000);
            assertThat(after).as("live megabytes").isLessThanOrEqualTo(before + MORE_MEGABYTES);
        }
        trial.thenTheRegisterIsSound();
    }

    @Test
    void the_disk_of_mysql_is_full_for_a_while() throws Exception {
        try (var disk = FullDisk.of(trial.register());
                Shopping shopping = trial.shopping(PACE)) {
            trial.awaitMoreAnswers(shopping, 100);
            disk.fill();
            long before = unavailable();
            await().alias("commands are answered 503").atMost(TO_FILL).until(() -> unavailable() >= before + 50);
            assertThat(isAlive()).as("the service lives on").isTrue();
            disk.makeRoom();
            trial.awaitMoreAnswers(shopping, 100);
            shopping.end();
        }
        trial.thenTheRegisterIsSound();
    }

    /** The number of attempts answered 503, with {@code Retry-After} and this code, so far. */
    private long unavailable() {
        return trial.history().attemptsWithoutAnswer().getOrDefault("503 store-unavailable", 0L);
    }

    private boolean isAlive() throws IOException, InterruptedException {
        return new Observer(trial.replica(0)).isAlive();
    }

    private long liveMegabytes() throws IOException, InterruptedException {
        return new Observer(trial.replica(0)).liveMegabytes();
    }
}
