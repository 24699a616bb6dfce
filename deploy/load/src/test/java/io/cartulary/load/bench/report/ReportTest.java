package io.cartulary.load.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.load.bench.measurement.Figure;
import io.cartulary.load.bench.measurement.Measurement;
import io.cartulary.load.bench.measurement.Reading;
import io.cartulary.load.bench.measurement.Results;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Measurement RAW = Measurement.rate("raw", "rows", _ -> Reading.of(0));
    private static final Measurement ENGINE = Measurement.rate("engine", "commands", _ -> Reading.of(0));

    private final Results results = new Results();

    @Test
    void a_row_has_the_median_of_the_rounds_and_how_far_they_lie_apart() {
        givenARound(100, 1_000);
        givenARound(300, 2_000);
        givenARound(200, 9_000);

        assertThat(report()).contains("| raw         | 200    | rows/s     | 100 – 300     |");
        assertThat(report()).contains("| engine      | 2,000  | commands/s | 1,000 – 9,000 |");
    }

    @Test
    void a_ratio_is_that_of_the_median_round_not_that_of_the_medians() {
        givenARound(100, 200);
        givenARound(400, 1_200);
        givenARound(300, 300);

        assertThat(report(Goal.ratio(1.9, "engine", "raw"))).contains("| engine / raw | ≥ 1.90 | 2.00     | ✓ |");
        assertThat(report(Goal.ratio(2.1, "engine", "raw"))).contains("| engine / raw | ≥ 2.10 | 2.00     | ✗ |");
    }

    @Test
    void a_goal_whose_measurement_was_left_out_is_left_out_too() {
        givenARound(100, 200);

        assertThat(report(Goal.ratio(1, "engine", "nothing"))).doesNotContain("nothing");
    }

    @Test
    void a_figure_that_only_some_measurements_have_is_blank_for_the_others() {
        Results.Round round = results.newRound();
        round.add(RAW, new Reading(100, Map.of(Figure.P99, 2.5), ""));
        round.add(ENGINE, Reading.of(200));

        assertThat(report().lines().filter(line -> line.startsWith("| engine")))
                .singleElement()
                .asString()
                .endsWith("|        |");
        assertThat(report().lines().filter(line -> line.startsWith("| raw")))
                .singleElement()
                .asString()
                .endsWith("| 2.50   |");
    }

    private void givenARound(double raw, double engine) {
        Results.Round round = results.newRound();
        round.add(RAW, Reading.of(raw));
        round.add(ENGINE, Reading.of(engine));
    }

    private String report(Goal... goals) {
        return new Report("# Title", results, List.of(goals)).markdown();
    }
}
