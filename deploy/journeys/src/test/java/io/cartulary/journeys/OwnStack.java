package io.cartulary.journeys;

import static io.cartulary.journeys.Shell.CHECKOUT;
import static io.cartulary.journeys.Shell.deploy;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.localstack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A stack for one journey, started as a person would start it, which the journey may stop and break. */
final class OwnStack implements AutoCloseable {

    private final String name;
    private final Path folder;
    private String printed = "";

    OwnStack(String purpose) {
        name = LocalStack.testName(purpose);
        folder = CHECKOUT.resolve("deploy/data").resolve(name);
    }

    /** Starts the missing members; returns the output for a person. */
    String up(String... options) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("up", "--detach", "--name", name));
        for (String server : List.of("command", "query", "gateway", "mysql", "kafka", "cassandra")) {
            arguments.add("--" + server + "-port=0");
        }
        arguments.addAll(List.of(options));
        printed = deploy(arguments.toArray(String[]::new));
        return printed;
    }

    void down() throws IOException, InterruptedException {
        deploy("down", "--name", name);
    }

    /** The address of the commands or the queries: {@code http://127.0.0.1:8081/commands/v1}. */
    String address(String side) {
        Matcher line = Pattern.compile("^ *" + side + " +(http\\S+)$", Pattern.MULTILINE)
                .matcher(printed);
        assertThat(line.find()).as("deploy/up prints where the %s are", side).isTrue();
        return line.group(1);
    }

    /** Kills a server with SIGKILL. */
    void kill(String server) throws IOException {
        var state = new Properties();
        try (var text = Files.newBufferedReader(folder.resolve("stack.properties"))) {
            state.load(text);
        }
        String process = state.getProperty(server + ".process");
        long pid = Long.parseLong(process.substring(0, process.indexOf('@')));
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly))
                .as("%s is killed", server)
                .contains(true);
    }

    @Override
    public void close() throws IOException {
        try {
            down();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(folder.resolveSibling(name + ".lock"));
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
