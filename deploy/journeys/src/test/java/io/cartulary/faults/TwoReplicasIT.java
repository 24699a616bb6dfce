package io.cartulary.faults;

import io.cartulary.contracts.StreamId;
import io.cartulary.load.history.Answer.Done;
import io.cartulary.load.history.SentCommand;
import io.cartulary.load.history.Shopping;
import io.cartulary.load.history.Shopping.Pace;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Service;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two replicas on the same partitions and the same streams. All tests use one register, and each checks all of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoReplicasIT {

    /** Short, so that a suspension past it takes seconds. */
    private static final Duration LEASE = Duration.ofSeconds(3);

    private static final Duration PAST_THE_LEASE = LEASE.plusSeconds(1);

    /** Longer than the limit for a statement of the service (three seconds), so that at least one times out. */
    private static final Duration HELD = Duration.ofSeconds(4);

    private static final int ROUNDS = Profile.times(1, 20);
    private static final Pace PACE = new Pace(12, Duration.ofMillis(10));

    private final Trial trial;

    TwoReplicasIT() throws InterruptedException {
        trial = Trial.start(
                "two-replicas",
                LocalStack.joinOrStart(),
                2,
                Map.of("CARTULARY_RELAY_LEASE", "%ds".formatted(LEASE.toSeconds())));
    }

    @AfterAll
    void stop() {
        trial.close();
    }

    @Test
    void both_write_to_the_same_partitions_and_streams() throws Exception {
        try (Shopping shopping = trial.shopping(new Pace(16, Duration.ofMillis(1)))) {
            trial.awaitMoreAnswers(shopping, Profile.times(1_500, 50_000));
            shopping.end();
        }
        trial.thenTheRegisterIsSound();
    }

    @Test
    void a_replica_that_was_suspended_past_its_lease_continues() throws Exception {
        try (Shopping shopping = trial.shopping(PACE)) {
            for (int round = 0; round < 2 * ROUNDS; round++) {
                Service suspended = trial.replica(round % 2);
                trial.awaitMoreAnswers(shopping, 1 + trial.random().nextInt(100));
                suspended.suspend();
                try {
                    trial.keepUp(PAST_THE_LEASE);
                } finally {
                    suspended.resume();
                }
            }
            trial.awaitMoreAnswers(shopping, 100);
            shopping.end();
        }
        trial.thenTheRegisterIsSound();
    }

    /** A writer that needs the position of the open transaction may neither skip it nor wait for ever. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_insert_that_is_held_open_leaves_no_hole(boolean commit) throws Exception {
        try (Shopping shopping = trial.shopping(PACE)) {
            for (int round = 0; round < ROUNDS; round++) {
                trial.awaitMoreAnswers(shopping, 1 + trial.random().nextInt(100));
                hold("held-%b-%d-%d".formatted(commit, round, trial.random().nextInt(1_000_000)), commit);
                trial.awaitMoreAnswers(shopping, 100);
            }
            shopping.end();
        }
        trial.thenTheRegisterIsSound();
    }

    private void hold(String sku, boolean commit) throws Exception {
        var stream = new StreamId("product", sku);
        try (var insert = HeldInsert.open(trial.register(), stream)) {
            trial.keepUp(HELD);
            if (commit) {
                insert.commit();
                var done = new Done(sku, 1, stream.partition(), insert.position());
                trial.history().add(SentCommand.under(sku, "held open, then committed", done));
            } else {
                insert.rollback();
            }
        }
    }
}
