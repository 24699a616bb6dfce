package io.cartulary.service.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallerRatesTest {

    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";
    private static final Caller ALICE = Caller.customer("alice");

    private final StoppedClock clock = new StoppedClock();
    private final CallerRates rate = new CallerRates(
            new RequestRate(10, Duration.ofSeconds(1), 3, 100, clock),
            new RequestRate(40, Duration.ofSeconds(1), 8, 100, clock));

    private static final class StoppedClock implements TimeMeter {

        private long nanos;

        private void advance(Duration time) {
            nanos += time.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    @Test
    void after_a_pause_some_requests_may_come_at_once_and_then_they_are_paced() {
        thenSoManyMayGoOn(ALICE, HERE, 3);
        assertThat(rate.rejection(ALICE, HERE)).contains(Duration.ofMillis(100));

        clock.advance(Duration.ofMillis(200));
        thenSoManyMayGoOn(ALICE, HERE, 2);

        clock.advance(Duration.ofHours(1));
        thenSoManyMayGoOn(ALICE, HERE, 3);
    }

    @Test
    void every_caller_has_their_own_wherever_they_are() {
        thenSoManyMayGoOn(ALICE, HERE, 3);

        assertThat(rate.rejection(ALICE, THERE)).isPresent();
        thenSoManyMayGoOn(Caller.customer("bob"), HERE, 3);
        thenSoManyMayGoOn(Caller.staff("alice"), HERE, 3);
        thenSoManyMayGoOn(Caller.guest(UUID.randomUUID()), HERE, 3);
    }

    @Test
    void whoever_says_nothing_counts_by_where_they_are() {
        thenSoManyMayGoOn(Caller.ANONYMOUS, HERE, 3);
        thenSoManyMayGoOn(Caller.ANONYMOUS, THERE, 3);
    }

    @Test
    void a_token_without_a_role_makes_nobody_of_its_own() {
        thenSoManyMayGoOn(Caller.known("x", Set.of()), HERE, 3);

        assertThat(rate.rejection(Caller.known("y", Set.of()), HERE)).isPresent();
    }

    @Test
    void guests_of_one_address_are_bounded_together() {
        for (int request = 0; request < 8; request++) {
            assertThat(rate.rejection(Caller.guest(UUID.randomUUID()), HERE)).isEmpty();
        }

        assertThat(rate.rejection(Caller.guest(UUID.randomUUID()), HERE)).isPresent();
        assertThat(rate.rejection(Caller.ANONYMOUS, HERE)).isPresent();
        assertThat(rate.rejection(Caller.guest(UUID.randomUUID()), THERE)).isEmpty();
        assertThat(rate.rejection(ALICE, HERE)).isEmpty();
    }

    @Test
    void without_a_rate_nobody_is_rejected() {
        var unlimited = new RequestRate(0, Duration.ofSeconds(1), 1, 100, clock);
        var none = new CallerRates(unlimited, unlimited);

        for (int request = 0; request < 1000; request++) {
            assertThat(none.rejection(ALICE, HERE)).isEmpty();
        }
    }

    private void thenSoManyMayGoOn(Caller caller, String address, int requests) {
        for (int request = 0; request < requests; request++) {
            assertThat(rate.rejection(caller, address)).isEmpty();
        }
        assertThat(rate.rejection(caller, address)).isPresent();
    }
}
