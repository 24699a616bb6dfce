package io.cartulary.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessIdTest {

    private Process sleep;

    @BeforeEach
    void start() throws IOException {
        sleep = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void end() {
        sleep.destroyForcibly();
    }

    @Test
    void it_survives_being_written_down() {
        ProcessId process = ProcessId.of(sleep.pid());

        assertThat(ProcessId.parse(process.toString())).isEqualTo(process);
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void a_stopped_process_is_dead() throws InterruptedException {
        ProcessId process = ProcessId.of(sleep.pid());

        process.stop(Duration.ofSeconds(10));

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void a_process_that_ignores_SIGTERM_is_killed() throws IOException, InterruptedException {
        Process deaf = new ProcessBuilder("bash", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done").start();
        assertThat(deaf.inputReader().readLine()).isEqualTo("deaf");
        ProcessId process = ProcessId.of(deaf.pid());

        process.stop(Duration.ofMillis(100));

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void another_process_with_the_same_pid_is_left_alone() throws InterruptedException {
        var earlier = new ProcessId(sleep.pid(), "1");

        earlier.stop(Duration.ZERO);
        earlier.kill();

        assertThat(earlier.isAlive()).isFalse();
        assertThat(sleep.isAlive()).isTrue();
    }

    @Test
    void a_process_that_never_was_is_dead() {
        assertThat(ProcessId.of(Integer.MAX_VALUE).isAlive()).isFalse();
    }
}
