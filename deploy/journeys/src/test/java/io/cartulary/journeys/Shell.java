package io.cartulary.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a person's commands, in a person's folder. */
final class Shell {

    static final Path CHECKOUT = Path.of("..", "..").toAbsolutePath().normalize();

    private Shell() {}

    /** The output of the script. Fails when one of its commands does. */
    static String bash(String script) throws IOException, InterruptedException {
        return run(List.of("bash", "-euo", "pipefail", "-c", script));
    }

    /** The part of {@code deploy/up} and {@code deploy/down} that runs once everything is built. */
    static String deploy(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                "io.cartulary.localstack.Deploy"));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("shell", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(CHECKOUT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(3, MINUTES);
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
