package io.cartulary.load.start;

import io.cartulary.load.start.Figures.Figure;
import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.Failure;
import io.cartulary.localstack.LocalStack;
import io.cartulary.localstack.Packaging;
import io.cartulary.localstack.Service;
import io.cartulary.localstack.Service.Side;
import io.cartulary.localstack.World;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line behind {@code deploy/load/start}, whose {@code --help} documents it. */
@Command(name = "start")
public final class Start implements Callable<Integer> {

    private static final double LOAD = 0.8;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--rounds")
    private int rounds = 5;

    @Option(names = "--seconds")
    private int seconds = 5;

    @Option(names = "--empty")
    private @Nullable Path empty;

    @Option(names = "--output")
    private Path output = Path.of("deploy/load/target/start.md");

    private Start() {}

    /** Exits with 0, with 1 when it fails, or with 2 when the arguments are invalid. */
    public static void main(String... arguments) {
        System.exit(new CommandLine(new Start())
                .setExecutionExceptionHandler((problem, _, _) -> {
                    if (problem instanceof Failure failure) {
                        System.err.println("start: " + failure.getMessage());
                    } else {
                        problem.printStackTrace();
                    }
                    return 1;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        inRange("--rounds", rounds, 10);
        inRange("--seconds", seconds, 30);
        Path logs = output.toAbsolutePath().resolveSibling("logs");
        Endpoints endpoints = LocalStack.joinOrStart();
        List<Subject> subjects = subjects(endpoints.environment(World.prepared(endpoints)), logs);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> kill(subjects)));
        String arguments = Objects.requireNonNullElse(System.getenv("CARTULARY_NATIVE_ARGS"), "");
        String report = new Report(rounds, arguments, measure(subjects)).markdown();
        Files.writeString(output, report);
        System.out.printf("%n%s%nWritten to %s%n", report, output);
        return 0;
    }

    private List<Subject> subjects(Map<String, String> environment, Path logs) {
        List<Subject> subjects = new ArrayList<>();
        if (empty != null) {
            subjects.add(Subject.empty(empty, logs));
        }
        for (Packaging packaging : List.of(Packaging.NATIVE, Packaging.JVM)) {
            for (Side side : Side.values()) {
                subjects.add(Subject.service(packaging, side, environment, logs));
            }
        }
        return subjects;
    }

    private Map<Subject, Figures> measure(List<Subject> subjects) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            Shop shop = open(client, subjects);
            Map<Subject, Figures> all = new LinkedHashMap<>();
            for (Subject subject : subjects) {
                all.put(subject, new Figures());
                all.get(subject).add(Figure.SIZE, subject.size() / 1e6);
            }
            for (int round = 1; round <= rounds; round++) {
                System.out.printf("round %d of %d%n", round, rounds);
                for (var each : all.entrySet()) {
                    new Trial(each.getKey(), each.getValue(), Duration.ofSeconds(seconds)).starts();
                }
            }
            for (var each : all.entrySet()) {
                System.out.printf("%s under load%n", each.getKey().title());
                new Trial(each.getKey(), each.getValue(), Duration.ofSeconds(seconds)).underLoad(client, shop, LOAD);
            }
            return all;
        }
    }

    /** Also makes Cassandra's tables, so that no measured start has to. */
    private static Shop open(HttpClient client, List<Subject> subjects) throws Exception {
        Service commands = first(subjects, Side.COMMAND).start();
        Service queries = first(subjects, Side.QUERY).start();
        Shop shop = Shop.open(client, commands.uri(), queries.uri());
        commands.stop();
        queries.stop();
        return shop;
    }

    private static Service first(List<Subject> subjects, Side side) {
        return subjects.stream()
                .filter(subject -> subject.side().filter(side::equals).isPresent())
                .findFirst()
                .orElseThrow()
                .up();
    }

    private static void kill(List<Subject> subjects) {
        for (Subject subject : subjects) {
            Stream.of(subject.up(), subject.down()).filter(Service::isAlive).forEach(service -> {
                try {
                    service.kill();
                } catch (InterruptedException stopping) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private void inRange(String option, int value, int most) {
        if (spec != null && (value < 1 || value > most)) {
            throw new ParameterException(spec.commandLine(), "%s is 1 to %d".formatted(option, most));
        }
    }
}
