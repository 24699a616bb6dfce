package io.cartulary.load.bench.against;

import io.cartulary.load.bench.server.Servers;
import io.cartulary.localstack.Failure;
import io.cartulary.localstack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One round of a build's own benchmark, as a process in the build's folder, on the servers of this one. Its command line
 * is the same in all revisions since 28 November 2026.
 *
 * @param build the checkout that is built
 * @param arguments of the benchmark, which say what is measured
 * @param log what the process prints
 */
record BenchRun(Path build, List<String> arguments, Path log) {

    /** A process that takes longer is killed. All measurements of one round take some six minutes. */
    private static final Duration WITHIN = Duration.ofMinutes(20);

    /** @param stack the state file of the running servers */
    MeasuredTable take(String stack) throws IOException, InterruptedException {
        Path output = Files.createTempFile("bench", ".md");
        var builder = new ProcessBuilder(command(output))
                .directory(build.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put(LocalStack.JOIN, stack);
        Process process = builder.start();
        var ending = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            if (!process.waitFor(WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new Failure("a round takes more than %d minutes; see %s".formatted(WITHIN.toMinutes(), log));
            }
            if (process.exitValue() != 0) {
                throw new Failure(
                        "the benchmark of %s ends with %d; see %s".formatted(build, process.exitValue(), log));
            }
            return MeasuredTable.parse(Files.readString(output));
        } finally {
            process.destroy();
            Runtime.getRuntime().removeShutdownHook(ending);
            Files.deleteIfExists(output);
        }
    }

    private List<String> command(Path output) throws IOException {
        Path target = build.resolve("deploy/load/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                target.resolve("load-1.0.0-SNAPSHOT.jar") + ":"
                        + Files.readString(target.resolve("classpath")).strip(),
                "io.cartulary.load.bench.Bench",
                "--rounds",
                "1",
                "--output",
                output.toString()));
        command.addAll(arguments);
        return command;
    }

    /** The state file of servers that run until this process ends, unless the environment names some. */
    static String servers(Path logs) throws IOException {
        Servers.joinOrStart(logs);
        return System.getProperty(LocalStack.JOIN, System.getenv().getOrDefault(LocalStack.JOIN, ""));
    }
}
