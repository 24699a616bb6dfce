package io.cartulary.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows that the benchmark works; the figures mean nothing. */
class BenchIT {

    @Test
    void a_quick_run_fills_every_row_of_the_table(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("bench.md");

        int exitCode = Bench.execute("--quick", "--output", output.toString());

        assertThat(exitCode).isZero();
        Map<String, List<String>> rows = Tables.rows(Files.readString(output), "measurement");
        assertThat(rows)
                .containsKeys("R1 1", "Rm json 256 rows × 4", "E 64", "E hot 256", "E×3 sticky 256", "E on disk")
                .containsKeys("length 200", "length 200, first command", "store of 2,000")
                .containsKeys("H 64", "H hot 64", "H cold 64", "H×3 256", "H on disk")
                .containsKeys("relay under full load", "relay catching up", "lag at 30 % load", "latency at half load");
        assertThat(rows.values()).allSatisfy(row -> assertThat(row.get(1)).matches("[-0-9.,]+"));
        // a single client has no conflict and no full queue
        assertThat(List.of("R1 1", "E 1", "H 1"))
                .allSatisfy(alone -> assertThat(rows.get(alone)).last().isEqualTo("0"));
    }
}
