package io.cartulary.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a program has printed, and how it ended.
 *
 * @param output what it printed, and then its errors
 * @param status its exit code
 */
public record Run(String output, int status) {

    /** No program here takes longer, also when it installs something. */
    private static final int MINUTES = 5;

    /** Runs a program to its end. */
    public static Run of(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("run", ".out");
        Path errors = Files.createTempFile("run", ".err");
        try {
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            String printed = Files.readString(output, UTF_8) + Files.readString(errors, UTF_8);
            assertThat(ended)
                    .as("%s ends within %d minutes; it printed %s", command, MINUTES, printed)
                    .isTrue();
            return new Run(printed, process.exitValue());
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    /** Its output, if it succeeded. */
    public String succeeded() {
        assertThat(status).as("the exit code; it printed %s", output).isZero();
        return output;
    }
}
