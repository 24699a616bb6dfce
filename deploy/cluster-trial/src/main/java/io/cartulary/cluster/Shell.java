package io.cartulary.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs commands as a person types them, in the checkout's folder. */
final class Shell {

    /** Where {@code deploy/cluster} starts this program. */
    static final Path CHECKOUT = Path.of("").toAbsolutePath();

    private static final long AT_MOST_MINUTES = 20;

    private Shell() {}

    /** The output of the script; fails when one of its commands does. */
    static String bash(String script) throws IOException, InterruptedException {
        Path output = Files.createTempFile("shell", ".log");
        try {
            Process process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                    .directory(CHECKOUT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(AT_MOST_MINUTES, MINUTES);
            process.destroyForcibly();
            String printed = Files.readString(output, UTF_8);
            assertThat(ended).as("it ends; it printed %s", printed).isTrue();
            assertThat(process.exitValue())
                    .as("the exit code; it printed %s", printed)
                    .isZero();
            return printed;
        } finally {
            Files.delete(output);
        }
    }
}
