package io.cartulary.faults;

import io.cartulary.load.history.Shopping;
import io.cartulary.load.history.Shopping.Pace;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Service;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The command service is killed repeatedly, at random points under load. */
@Tag(Profile.ON_BINARIES_TOO)
class KilledServiceIT {

    private static final int KILLS = Profile.times(8, 200);

    /** The maximum number of commands between two kills. The minimum is 0: then the service dies while it starts. */
    private static final int COMMANDS_BETWEEN = 400;

    @Test
    void a_service_killed_at_random_points_loses_nothing_and_doubles_nothing() throws Exception {
        try (Trial trial = Trial.start("killed-service", LocalStack.joinOrStart(), 1, Map.of());
                Shopping shopping = trial.shopping(new Pace(12, Duration.ofMillis(10)))) {
            Service service = trial.replica(0);
            // One graceful stop first: only then the JVM writes the archive of its classes, and later starts take half
            // the time.
            service.stop();
            service.startWithoutWaiting();
            for (int kill = 0; kill < KILLS; kill++) {
                trial.awaitMoreAnswers(shopping, trial.random().nextInt(COMMANDS_BETWEEN));
                service.kill();
                service.startWithoutWaiting();
                if ((kill + 1) % 20 == 0) {
                    System.out.printf("killed %d times, %d commands answered%n", kill + 1, shopping.answered());
                }
            }
            trial.awaitMoreAnswers(shopping, 1);
            shopping.end();

            trial.thenTheRegisterIsSound();
        }
    }
}
