package io.cartulary.localstack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program to run as a child process, with its readiness probe. */
record Program(
        String title, List<String> command, Map<String, String> environment, Path folder, LogFile log, Probe probe) {

    /** Long, because a cold disk or a busy machine is no failure. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /**
     * Starts it in a new session, so that a terminal's Ctrl-C reaches the launcher only, which then stops it in order.
     * The pid is the program's own: setsid(1) replaces itself, because it's never the leader of a group here.
     */
    ProcessId start() throws IOException {
        List<String> detached = new ArrayList<>(
                Files.isExecutable(Path.of("/usr/bin/setsid"))
                        ? List.of("/usr/bin/setsid")
                        : List.of("perl", "-MPOSIX=setsid", "-e", "setsid(); exec @ARGV", "--"));
        detached.addAll(command);
        return ProcessId.of(launch(detached).pid());
    }

    /** Runs it to its end, which has to be successful. */
    void run() throws IOException, InterruptedException {
        if (exitCode() != 0) {
            throw new Failure("%s fails; %s".formatted(title, log.hint()));
        }
    }

    /** Runs it to its end, in this process' own session. */
    int exitCode() throws IOException, InterruptedException {
        Process process = launch(command);
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new Failure("%s has not ended after %d s; %s".formatted(title, PATIENCE.toSeconds(), log.hint()));
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private Process launch(List<String> words) throws IOException {
        log.rotate();
        var builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.path().toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Returns when it's ready; fails when it dies instead. */
    void awaitReady(ProcessId process) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!probe.passes()) {
            if (!process.isAlive()) {
                throw new Failure("%s died while starting; %s".formatted(title, log.hint()));
            }
            if (System.nanoTime() > deadline) {
                throw new Failure("%s is not ready after %d s; %s".formatted(title, PATIENCE.toSeconds(), log.hint()));
            }
            Thread.sleep(50);
        }
    }
}
