package io.cartulary.images;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A command that has ended.
 *
 * @param output of both its streams
 */
record Command(int exitCode, String output) {

    static final Path CHECKOUT = Path.of("..", "..").toAbsolutePath().normalize();

    /** Runs it in the root of the checkout, to its end. */
    static Command run(List<String> words) throws IOException, InterruptedException {
        Path output = Files.createTempFile("command", ".log");
        try {
            Process process = new ProcessBuilder(words)
                    .directory(CHECKOUT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(5, MINUTES);
            process.destroyForcibly();
            String printed = Files.readString(output, UTF_8);
            assertThat(ended).as("%s ends; it printed %s", words, printed).isTrue();
            return new Command(process.exitValue(), printed);
        } finally {
            Files.delete(output);
        }
    }

    /** Its output; it has to succeed. */
    static String output(List<String> words) throws IOException, InterruptedException {
        Command command = run(words);
        assertThat(command.exitCode())
                .as("%s printed %s", words, command.output())
                .isZero();
        return command.output();
    }

    /** The output of a script with the functions of {@code deploy/lib.sh} and {@code deploy/images/lib.sh}. */
    static String script(String script) throws IOException, InterruptedException {
        return output(List.of("bash", "-euo", "pipefail", "-c", ". deploy/lib.sh; . deploy/images/lib.sh; " + script))
                .strip();
    }
}
