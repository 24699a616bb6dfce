package io.cartulary.query.projection;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.query.projection.RecentDelays.Recent;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecentDelaysTest {

    private final RecentDelays delays = new RecentDelays();

    @Test
    void nothing_is_known_before_something_became_visible() {
        assertThat(delays.recent()).isEmpty();
    }

    @Test
    void percentiles_and_the_longest_delay() {
        IntStream.rangeClosed(1, 100).forEach(millis -> delays.record(ofMillis(millis)));

        Recent recent = delays.recent().orElseThrow();

        assertThat(recent.median()).isBetween(ofMillis(49), ofMillis(52));
        assertThat(recent.p95()).isBetween(ofMillis(94), ofMillis(97));
        assertThat(recent.max()).isEqualTo(ofMillis(100));
    }

    /** A percentile is read from a bucket, and the largest delay is not. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 87, 399, 1_234, 59_999})
    void no_percentile_is_above_the_longest_delay(int millis) {
        delays.record(ofMillis(millis));

        Recent recent = delays.recent().orElseThrow();

        assertThat(recent.max()).isEqualTo(ofMillis(millis));
        assertThat(recent.median()).isLessThanOrEqualTo(recent.p95());
        assertThat(recent.p95()).isLessThanOrEqualTo(recent.max());
    }

    /** A clock that is behind must not hide that something became visible. */
    @Test
    void a_negative_delay_counts_as_none_that_took_time() {
        delays.record(Duration.ofSeconds(-1));

        assertThat(delays.recent())
                .hasValueSatisfying(recent -> assertThat(recent.max()).isLessThan(ofMillis(1)));
    }
}
