package io.cartulary.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.load.bench.against.Against;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows that two builds are measured in turns; the other one is this one, too, so that none has to be built. */
class AgainstIT {

    private static final String CHECKOUT = "../../..";

    @Test
    void a_quick_run_has_a_ratio_for_each_measurement(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("against.md");

        int exitCode = Against.execute(
                "--this",
                CHECKOUT,
                "--build",
                CHECKOUT,
                "--revision",
                "itself",
                "--rounds",
                "2",
                "--quick",
                "--only",
                "^E (1|64)$",
                "--output",
                output.toString());

        assertThat(exitCode).isZero();
        Map<String, List<String>> rows = Tables.rows(Files.readString(output), "measurement");
        assertThat(rows).containsOnlyKeys("E 1", "E 64");
        assertThat(rows.values()).allSatisfy(row -> assertThat(row.get(3)).matches("[0-9.]+"));
    }

    @Test
    void an_invalid_number_of_rounds_is_an_invalid_argument() {
        assertThat(Against.execute("--build", CHECKOUT, "--revision", "itself", "--rounds", "11"))
                .isEqualTo(2);
    }
}
