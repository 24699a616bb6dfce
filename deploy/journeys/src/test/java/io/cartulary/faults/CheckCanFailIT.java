package io.cartulary.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.load.history.Report;
import io.cartulary.load.history.Rule;
import io.cartulary.load.history.Shopping;
import io.cartulary.load.history.Shopping.Pace;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Service;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Switches off the mechanisms that keep the register sound, one at a time; each time the check reports what is broken.
 */
class CheckCanFailIT {

    /** Two competing replicas, and pages of several events. */
    private static final Pace HURRY = new Pace(24, Duration.ofMillis(1));

    /** A record that is not in Kafka by then is missing. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int COMMANDS = 600;

    @ParameterizedTest
    @CsvSource({
        "PRIMARY KEY, POSITIONS_ARE_DENSE",
        "KEY stream_version, VERSIONS_ARE_DENSE",
        "KEY stream_command, STORED_ONCE"
    })
    void without_a_unique_key(String key, Rule broken) throws Exception {
        try (Trial trial = Trial.start("without-a-key", LocalStack.joinOrStart(), 2, Map.of())) {
            execute(trial, "ALTER TABLE events DROP " + key);
            try (Shopping shopping = trial.shopping(HURRY)) {
                trial.awaitMoreAnswers(shopping, COMMANDS);
            }

            thenTheCheckFinds(trial, broken);
        }
    }

    @Test
    void without_sending_in_order(@TempDir Path folder) throws Exception {
        Path application = Sabotage.REVERSED_BATCHES.build(folder);
        try (Trial trial = Trial.startOther("without-order", LocalStack.joinOrStart(), application);
                Shopping shopping = trial.shopping(HURRY)) {
            trial.awaitMoreAnswers(shopping, COMMANDS);
            shopping.end();

            thenTheCheckFinds(trial, Rule.KAFKA_IS_IN_ORDER);
        }
    }

    @Test
    void without_resuming_from_the_last_record(@TempDir Path folder) throws Exception {
        Path application = Sabotage.LATE_RESUMING.build(folder);
        try (Trial trial = Trial.startOther("without-resuming", LocalStack.joinOrStart(), application);
                Shopping shopping = trial.shopping(HURRY)) {
            Service service = trial.replica(0);
            trial.awaitMoreAnswers(shopping, COMMANDS);
            service.kill();
            service.start();
            trial.awaitMoreAnswers(shopping, COMMANDS);
            shopping.end();

            thenTheCheckFinds(trial, Rule.KAFKA_HAS_ALL);
        }
    }

    private static void thenTheCheckFinds(Trial trial, Rule broken) throws SQLException {
        Report report = trial.report(PATIENCE);
        assertThat(report.brokenRules()).as(report.toString()).contains(broken);
    }

    private static void execute(Trial trial, String sql) throws SQLException {
        try (Connection connection = trial.register().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
