package io.cartulary.command.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionsTest {

    private final Positions positions = new Positions(0, 6, Duration.ofHours(1));

    @Test
    void a_replica_that_has_just_started_takes_a_turn() {
        assertThat(positions.areOurs()).isFalse();
    }

    @Test
    void a_replica_that_is_alone_continues_from_its_own_appends() {
        positions.found(Map.of(0, 5L), false);
        positions.stored(Map.of(0, 7L, 6, 1L));

        assertThat(positions.areOurs()).isTrue();
        assertThat(positions.heads()).isEqualTo(Map.of(0, 7L, 6, 1L));
    }

    @Test
    void a_replica_that_finds_others_appends_takes_turns_with_them() {
        positions.found(Map.of(0, 5L), false);
        positions.stored(Map.of(0, 7L));
        positions.found(Map.of(0, 8L), false);

        assertThat(positions.areOurs()).isFalse();
        assertThat(positions.heads()).isEqualTo(Map.of(0, 8L));
    }

    @Test
    void what_another_lane_of_this_replica_appends_is_nobody_elses() {
        positions.found(Map.of(0, 5L, 1, 5L), true);
        positions.found(Map.of(0, 5L, 1, 9L), false);

        assertThat(positions.areOurs()).isTrue();
        assertThat(positions.known()).as("what a turn need not tell again").isEqualTo("[[0,5],[6,0]]");
    }

    @Test
    void others_are_forgotten_when_they_are_no_longer_heard_of() {
        var forgetful = new Positions(0, 6, Duration.ZERO);
        forgetful.found(Map.of(0, 5L), false);
        forgetful.isContended();

        assertThat(forgetful.areOurs()).isTrue();
    }

    @Test
    void after_an_append_of_unknown_end_the_heads_are_asked_for() {
        positions.found(Map.of(0, 5L), false);
        positions.forget();

        assertThat(positions.areOurs()).isFalse();
        assertThat(positions.heads()).isEmpty();
    }

    @Test
    void what_others_have_appended_is_known_from_where_a_turn_has_told_of_it() {
        positions.found(Map.of(0, 5L), false);
        assertThat(positions.known()).as("before any turn has told").isEqualTo("[[0,0],[6,0]]");

        positions.found(Map.of(0, 8L), true);
        positions.stored(Map.of(0, 10L, 6, 1L));
        assertThat(positions.known()).as("with what was stored here").isEqualTo("[[0,10],[6,1]]");

        positions.found(Map.of(0, 10L, 6, 1L), false);
        assertThat(positions.known()).as("while nobody else appends").isEqualTo("[[0,10],[6,1]]");

        positions.found(Map.of(0, 11L, 6, 1L), false);
        assertThat(positions.known()).as("when a turn did not ask").isEqualTo("[[0,0],[6,0]]");
    }
}
