package io.cartulary.service.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestWaitTest {

    @ParameterizedTest
    @CsvSource({"PT-1S, PT0.001S", "PT0S, PT0.001S", "PT0.000999999S, PT0.001S", "PT0.001S, PT0.001S", "PT2S, PT2S"})
    void no_wait_is_shorter_than_a_timer_can_be(Duration wait, Duration wanted) {
        assertThat(ShortestWait.atLeast(wait)).isEqualTo(wanted);
    }
}
