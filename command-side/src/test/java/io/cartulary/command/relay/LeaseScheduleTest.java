package io.cartulary.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a replica reads the log, when it renews its leases, and when it holds them. */
class LeaseScheduleTest {

    private final LeaseSchedule rhythm = new LeaseSchedule(Duration.ofSeconds(10), Duration.ofSeconds(1));

    @Test
    void an_idle_leader_sends_one_statement_a_second_and_renews_in_time() {
        assertThat(beatsOfALeader(rhythm, 10)).isEqualTo("take look look take look look take look look take");
        assertThat(rhythm.longestPause()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void who_leads_nothing_only_looks() {
        rhythm.looked(false, false);

        assertThat(rhythm.isTimeToTake(Duration.ofHours(1).toNanos())).isFalse();
    }

    @Test
    void what_is_free_is_taken_at_once() {
        rhythm.looked(false, true);

        assertThat(rhythm.isTimeToTake(0)).isTrue();
    }

    @Test
    void a_short_lease_is_renewed_with_every_other_statement() {
        var hasty = new LeaseSchedule(Duration.ofSeconds(1), Duration.ofSeconds(1));

        assertThat(hasty.longestPause()).isBetween(Duration.ofMillis(333), Duration.ofMillis(334));
        assertThat(beatsOfALeader(hasty, 4)).isEqualTo("take look take look");
    }

    @Test
    void pauses_double_until_there_is_news() {
        var pace = new Backoff(Duration.ofMillis(5), Duration.ofMillis(30));

        assertThat(List.of(pace.next(), pace.next(), pace.next(), pace.next(), pace.next()))
                .extracting(Duration::toMillis)
                .containsExactly(5L, 10L, 20L, 30L, 30L);
        pace.news();
        assertThat(pace.next()).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void a_lease_is_counted_from_before_the_question_was_sent() {
        long[] now = {0};
        var lease = new Lease(() -> now[0], 0, Duration.ofNanos(100));

        now[0] = 99;
        assertThat(lease.holds()).isTrue();
        now[0] = 100;
        assertThat(lease.holds()).isFalse();
        lease.renew(90, Duration.ofNanos(11));
        assertThat(lease.holds()).isTrue();
    }

    @Test
    void a_lease_survives_the_wrap_around_of_the_clock() {
        long[] now = {Long.MAX_VALUE - 10};
        var lease = new Lease(() -> now[0], Long.MAX_VALUE - 10, Duration.ofNanos(20));

        now[0] += 19;
        assertThat(lease.holds()).isTrue();
        now[0] += 1;
        assertThat(lease.holds()).isFalse();
    }

    private static String beatsOfALeader(LeaseSchedule rhythm, int count) {
        List<String> beats = new ArrayList<>();
        long now = 0;
        for (int beat = 0; beat < count; beat++) {
            if (rhythm.isTimeToTake(now)) {
                beats.add("take");
                rhythm.taken(now);
            } else {
                beats.add("look");
                rhythm.looked(true, false);
            }
            now += rhythm.longestPause().toNanos();
        }
        return String.join(" ", beats);
    }
}
