package io.cartulary.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionsTest {

    private final Positions positions = new Positions(0, 6, Duration.ofHours(1));

    @Test
    void a_replica_that_has_just_started_knows_none() {
        assertThat(positions.areUnknown()).isTrue();
        assertThat(positions.partitions()).as("to be read").isEqualTo("[0,6]");
    }

    @Test
    void a_replica_that_is_alone_continues_from_its_own_appends() {
        positions.read(Map.of(0, 5L, 6, 0L));
        positions.stored(Map.of(0, 7L, 6, 1L));

        assertThat(positions.areOurs()).isTrue();
        assertThat(positions.heads()).isEqualTo(Map.of(0, 7L, 6, 1L));
    }

    @Test
    void a_replica_that_finds_others_appends_takes_turns_with_them() {
        positions.read(Map.of(0, 5L, 6, 0L));
        positions.stored(Map.of(0, 7L, 6, 0L));
        positions.found(Map.of(0, 8L, 6, 0L));

        assertThat(positions.areOurs()).isFalse();
        assertThat(positions.heads()).isEqualTo(Map.of(0, 8L, 6, 0L));
    }

    @Test
    void a_replica_that_finds_its_own_appends_is_alone() {
        positions.read(Map.of(0, 5L, 6, 0L));
        positions.stored(Map.of(0, 7L, 6, 0L));
        positions.found(Map.of(0, 7L, 6, 0L));

        assertThat(positions.areOurs()).isTrue();
    }

    @Test
    void others_are_forgotten_when_they_are_no_longer_heard_of() {
        var forgetful = new Positions(0, 6, Duration.ZERO);
        forgetful.read(Map.of(0, 5L));
        forgetful.isContended();

        assertThat(forgetful.areOurs()).isTrue();
    }

    @Test
    void after_an_append_of_unknown_end_the_heads_are_read_again() {
        positions.read(Map.of(0, 5L));
        positions.forget();

        assertThat(positions.areUnknown()).isTrue();
    }

    @Test
    void what_others_have_appended_is_missed_until_it_is_read() {
        positions.read(Map.of(0, 2L, 6, 0L));
        assertThat(positions.haveMissed()).isTrue();
        assertThat(positions.missed()).isEqualTo("[[0,1],[0,2]]");
        assertThat(positions.haveMissed()).isFalse();

        positions.stored(Map.of(0, 4L, 6, 1L));
        assertThat(positions.haveMissed()).as("what was stored here").isFalse();

        positions.found(Map.of(0, 5L, 6, 1L));
        positions.stored(Map.of(0, 6L, 6, 2L));
        assertThat(positions.missed()).as("from the first of others").isEqualTo("[[0,5],[0,6]]");
    }

    @Test
    void of_many_missed_events_the_last_are_read() {
        positions.read(Map.of(0, 1_000L));

        assertThat(positions.missed()).startsWith("[[0,801],").endsWith(",[0,1000]]");
    }
}
