package io.cartulary.load.bench;

import io.cartulary.load.bench.HttpSubject.Variant;
import io.cartulary.localstack.Failure;
import io.cartulary.localstack.World;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line behind {@code deploy/load/bench}, whose {@code --help} documents it. */
@Command(name = "bench")
public final class Bench implements Callable<Integer> {

    private static final int MAX_ROUNDS = 10;
    private static final int MAX_SECONDS = 10;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--rounds")
    private int rounds = 5;

    @Option(names = "--seconds")
    private int seconds = 3;

    @Option(names = "--only")
    private Pattern only = Pattern.compile("");

    @Option(names = "--quick")
    private boolean quick;

    @Option(names = "--output")
    private Path output = Path.of("deploy/load/target/bench.md");

    private Bench() {}

    /** Exits with 0, with 1 when it fails, or with 2 when the arguments make no sense. */
    public static void main(String... arguments) {
        System.exit(execute(arguments));
    }

    /** @return the exit code */
    static int execute(String... arguments) {
        return new CommandLine(new Bench())
                .setExecutionExceptionHandler((problem, _, _) -> {
                    if (problem instanceof Failure failure) {
                        System.err.println("bench: " + failure.getMessage());
                    } else {
                        problem.printStackTrace();
                    }
                    return 1;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws Exception {
        inRange("--rounds", rounds, MAX_ROUNDS);
        inRange("--seconds", seconds, MAX_SECONDS);
        Scale scale = quick ? Scale.quick() : Scale.full(rounds, seconds);
        var progress = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        String report = measure(scale, progress).markdown();
        Files.createDirectories(output.toAbsolutePath().getParent());
        Files.writeString(output, report);
        progress.printf("%n%s%nWritten to %s%n", report, output);
        return 0;
    }

    private Report measure(Scale scale, PrintWriter progress) throws Exception {
        Servers servers = Servers.joinOrStart(output.toAbsolutePath().resolveSibling("logs"));
        Vertx vertx = Vertx.vertx();
        try (var store = new Store(servers.endpoints(), World.unique().database());
                Connection connection = store.connect()) {
            Results results = new Turns(subjects(servers, scale, vertx, connection), only, progress).take(scale);
            return new Report(title(scale, connection), results, Goal.all(scale));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static List<Subject> subjects(Servers servers, Scale scale, Vertx vertx, Connection mysql)
            throws IOException {
        var window = new Window(new Costs(mysql, servers.processes(List.of())));
        List<Subject> subjects = new ArrayList<>();
        subjects.add(new RawSubject(servers, scale, window));
        subjects.add(new EngineSubject(servers, scale, window, vertx, 1));
        subjects.add(new EngineSubject(servers, scale, window, vertx, Scale.REPLICAS));
        subjects.add(new LengthSubject(servers, scale, window, vertx));
        subjects.add(new StoreSizeSubject(servers, scale, window, vertx));
        for (Variant variant : Variant.values()) {
            if (variant != Variant.NATIVE || Deployment.canBeNative()) {
                subjects.add(new HttpSubject(servers, scale, mysql, variant));
            }
        }
        return subjects;
    }

    private String title(Scale scale, Connection connection) throws Exception {
        return "# Benchmark of %s\n\n%d rounds, %d ms a measurement; MySQL %s, Java %s, %d processors."
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        scale.rounds(),
                        scale.window().toMillis(),
                        connection.getMetaData().getDatabaseProductVersion(),
                        Runtime.version(),
                        Runtime.getRuntime().availableProcessors());
    }

    private void inRange(String option, int value, int most) {
        if (spec != null && (value < 1 || value > most)) {
            throw new ParameterException(spec.commandLine(), "%s is 1 to %d".formatted(option, most));
        }
    }
}
