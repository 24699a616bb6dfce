package io.cartulary.load.bench.against;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.load.bench.against.Comparison.Round;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private final List<Round> rounds = new ArrayList<>();

    @Test
    void a_ratio_is_the_median_of_the_rounds_ratios() {
        givenARound(report("E 64", "1,000", "10.0"), report("E 64", "500", "20.0"));
        givenARound(report("E 64", "9,000", "10.0"), report("E 64", "9,000", "10.0"));
        givenARound(report("E 64", "300", "10.0"), report("E 64", "200", "12.5"));

        assertThat(comparison())
                .contains("| measurement | this build | 54057a9 | ratio | least – most | mysqld µs × |");
        assertThat(comparison())
                .contains("| E 64        | 1,000      | 500     | 1.50  | 1.00 – 2.00  | 0.80        |");
    }

    @Test
    void what_only_one_build_has_is_left_out() {
        givenARound(report("price 500 lines", "7", "1.0"), report("E 64", "500", "20.0"));
        givenARound(report("E 64", "500", ""), report("E 64", "500", "20.0"));

        assertThat(comparison())
                .contains("| E 64 ")
                .doesNotContain("price 500 lines")
                .doesNotContain("mysqld");
    }

    @Test
    void a_report_without_measurements_is_none() {
        assertThatThrownBy(() -> MeasuredTable.parse("# Benchmark\n\n| measurement | median |\n| --- | --- |\n"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void givenARound(String ours, String theirs) {
        rounds.add(new Round(MeasuredTable.parse(ours), MeasuredTable.parse(theirs)));
    }

    private String comparison() {
        return new Comparison("54057a9", rounds).markdown();
    }

    private static String report(String name, String value, String mysql) {
        return """
                # Benchmark, 2026-12-01

                | measurement | median | | least – most | mysqld µs |
                | --- | --- | --- | --- | --- |
                | %s | %s | commands/s | %s – %s | %s |

                | goal | | measured | |
                | --- | --- | --- | --- |
                """.formatted(name, value, value, value, mysql);
    }
}
