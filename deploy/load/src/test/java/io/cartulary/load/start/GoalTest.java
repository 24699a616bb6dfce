package io.cartulary.load.start;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.load.start.Figures.Figure;
import org.junit.jupiter.api.Test;

class GoalTest {

    @Test
    void the_median_round_decides_and_a_goal_that_is_missed_says_by_how_much() {
        var figures = new Figures();
        for (double millis : new double[] {40, 75, 90}) {
            figures.add(Figure.READY, millis);
        }

        assertThat(Goal.READY.verdict("it", figures)).endsWith(": missed by 15, at 75");
    }

    @Test
    void what_is_as_much_as_the_goal_allows_meets_it() {
        var figures = new Figures();
        figures.add(Figure.SIZE, 110);

        assertThat(Goal.SIZE.verdict("it", figures)).endsWith(": met, 110");
    }

    @Test
    void what_was_not_measured_is_not_met() {
        assertThat(Goal.IDLE.verdict("it", new Figures())).endsWith(": not measured");
    }
}
