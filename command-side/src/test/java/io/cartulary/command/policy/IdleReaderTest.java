package io.cartulary.command.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.command.policy.PolicyLog.Sighting;
import io.cartulary.contracts.StreamId;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The reader follows the log an hour behind: it ignores younger events. */
class IdleReaderTest {

    private static final Duration IDLE = Duration.ofHours(1);
    private static final Instant FIRST = Instant.parse("2026-11-23T12:00:00Z");
    private static final int PARTITION = 3;
    private static final int PAGE = 10;
    private static final long EVENTS = 5_000;

    private Instant now = FIRST;
    private boolean reachable = true;
    private final IdleReader reader = new IdleReader(new Log(), new Policy(), new Now(), PAGE);
    private long position;

    @Test
    void who_waits_for_events_to_become_old_enough_is_not_behind() {
        read();
        assertThat(position).isZero();
        assertThat(behind()).isZero();

        now = FIRST.plus(IDLE).plusSeconds(4);
        read();
        assertThat(position).isEqualTo(5);
        assertThat(behind()).isZero();
    }

    @Test
    void who_can_not_read_what_is_old_enough_is_behind_after_a_while() {
        read();
        reachable = false;
        now = FIRST.plus(IDLE).plus(IdleReader.LATE_AFTER);
        assertThat(behind()).isZero();

        now = now.plusSeconds(1);
        assertThat(behind()).isEqualTo(EVENTS);
    }

    @Test
    void who_has_much_to_catch_up_with_is_behind_until_that_is_done() {
        now = FIRST.plus(IDLE).plusSeconds(EVENTS - 2);
        read();
        assertThat(behind()).isEqualTo(EVENTS - PAGE);

        while (position < EVENTS - 1) {
            read();
        }
        assertThat(behind()).isZero();
    }

    @Test
    void who_has_gone_through_everything_is_not_behind_however_long_that_is_past() {
        now = FIRST.plus(IDLE).plusSeconds(EVENTS);
        while (position < EVENTS) {
            read();
        }
        now = now.plus(Duration.ofDays(7));

        assertThat(behind()).isZero();
    }

    private void read() {
        if (reachable) {
            position = reader.read(PARTITION, position, EVENTS).await().indefinitely();
        }
    }

    private long behind() {
        return reader.behind(PARTITION, position, EVENTS);
    }

    /** An event a second. */
    private static final class Log extends PolicyLog {

        @SuppressWarnings("NullAway") // it reads no database
        Log() {
            super(null);
        }

        @Override
        Uni<List<Sighting>> sightings(int partition, long after, int limit) {
            return Uni.createFrom()
                    .item(LongStream.rangeClosed(after + 1, Math.min(after + limit, EVENTS))
                            .mapToObj(position -> new Sighting(
                                    position,
                                    new StreamId("cart", "0190f1d2-7c3e-7a10-8000-000000000001"),
                                    position,
                                    FIRST.plusSeconds(position - 1),
                                    position == EVENTS))
                            .toList());
        }
    }

    private static final class Policy implements IdlePolicy {

        @Override
        public String name() {
            return "a policy";
        }

        @Override
        public String category() {
            return "order";
        }

        @Override
        public Duration idle() {
            return IDLE;
        }

        @Override
        public Uni<Void> then(StreamId stream, long version, Instant since) {
            throw new AssertionError("it is about orders");
        }
    }

    private final class Now extends Clock {

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
