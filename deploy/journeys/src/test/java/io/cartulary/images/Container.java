package io.cartulary.images;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A container of a program's image, run as in its manifest: without privileges, on a read-only root. Its output is kept
 * when it is closed.
 */
record Container(Engine engine, String name) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Path LOGS = Path.of("target", "logs").toAbsolutePath();

    /**
     * Starts a container.
     *
     * @param image its name
     * @param name of the container
     * @param arguments further ones of the engine
     * @param environment that overrides the arguments' own
     */
    static Container start(
            Engine engine, String image, String name, List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        // by number, because not every machine permits the engine's default
        List<String> words = new ArrayList<>(List.of(
                "run",
                "--detach",
                "--name",
                name,
                "--network",
                "host",
                "--read-only",
                "--tmpfs",
                "/tmp",
                "--cap-drop",
                "ALL",
                "--security-opt",
                "no-new-privileges",
                "--ulimit",
                "nofile=8192:8192",
                "--ulimit",
                "nproc=4096:4096"));
        words.addAll(arguments);
        environment.forEach((key, value) -> words.addAll(List.of("--env", key + "=" + value)));
        words.add(image);
        engine.ask(words);
        return new Container(engine, name);
    }

    /** Returns when it is ready; fails when it ends instead. */
    void awaitReady(URI uri) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            assertThat(isRunning())
                    .as("%s runs; its output is %s", name, output())
                    .isTrue();
            return get(uri.resolve("/q/health/ready")).statusCode() == 200;
        });
    }

    /** Its exit code, once it has ended by itself. */
    int awaitEnd() throws IOException, InterruptedException {
        await().atMost(PATIENCE).until(() -> !isRunning());
        return exitCode();
    }

    /** Ends it as Kubernetes does; returns its exit code. */
    int stop() throws IOException, InterruptedException {
        engine.ask("stop", "--time", "45", name);
        return exitCode();
    }

    boolean isRunning() throws IOException, InterruptedException {
        return Boolean.parseBoolean(inspected("Running"));
    }

    String output() throws IOException, InterruptedException {
        return engine.ask("logs", name);
    }

    /** A line of {@code /proc/PID/status} (proc_pid_status(5)), split into words. */
    List<String> status(String key) throws IOException, InterruptedException {
        return Files.readAllLines(Path.of("/proc", inspected("Pid"), "status")).stream()
                .map(line -> List.of(line.split("\\s+")))
                .filter(words -> words.getFirst().equals(key + ":"))
                .map(words -> words.subList(1, words.size()))
                .findFirst()
                .orElseThrow();
    }

    /** The mount options of its root (proc_pid_mountinfo(5)). */
    String rootOptions() throws IOException, InterruptedException {
        return Files.readAllLines(Path.of("/proc", inspected("Pid"), "mountinfo")).stream()
                .map(line -> line.split(" ", -1))
                .filter(words -> words[4].equals("/"))
                .map(words -> words[5])
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private String inspected(String state) throws IOException, InterruptedException {
        return engine.ask("inspect", "--format", "{{.State." + state + "}}", name);
    }

    private int exitCode() throws IOException, InterruptedException {
        return Integer.parseInt(inspected("ExitCode"));
    }

    @Override
    public void close() throws IOException {
        try {
            Files.createDirectories(LOGS);
            Files.writeString(
                    LOGS.resolve(name + ".log"), engine.attempt("logs", name).output());
            engine.attempt("rm", "-f", name);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
