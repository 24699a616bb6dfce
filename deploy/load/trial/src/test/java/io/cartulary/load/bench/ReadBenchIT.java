package io.cartulary.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows that the benchmark of the read side works; the figures mean nothing. */
class ReadBenchIT {

    @Test
    void a_quick_run_fills_every_row_of_the_table(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("reads.md");

        int exitCode = Bench.execute("--read", "--quick", "--output", output.toString());

        assertThat(exitCode).isZero();
        String report = Files.readString(output);
        Map<String, List<String>> rows = Tables.rows(report, "measurement");
        assertThat(rows)
                .containsOnlyKeys(
                        "both at full load",
                        "visible at 3 % load",
                        "visible at 30 % load",
                        "live at 30 % load",
                        "visible at 80 % load",
                        "drain after an outage",
                        "raw point reads 64",
                        "point reads 64",
                        "folding all anew, rows",
                        "folding all anew, events",
                        "C",
                        "rebuild, rows",
                        "rebuild, events",
                        "C of the rebuild");
        // A quick run may end between two reads of the progress: then a rate is 0.
        assertThat(rows.values()).allSatisfy(row -> assertThat(row.get(1)).matches("[0-9.,]+"));
        // the queried carts exist, and in time
        assertThat(List.of("visible at 30 % load", "raw point reads 64", "point reads 64"))
                .allSatisfy(read -> assertThat(rows.get(read)).last().isEqualTo("0"));
        assertThat(Tables.rows(report, "goal")).hasSize(6);
    }
}
