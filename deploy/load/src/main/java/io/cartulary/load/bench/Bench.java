package io.cartulary.load.bench;

import io.cartulary.load.bench.engine.EngineSubject;
import io.cartulary.load.bench.engine.LengthSubject;
import io.cartulary.load.bench.engine.StoreSizeSubject;
import io.cartulary.load.bench.measurement.Costs;
import io.cartulary.load.bench.measurement.MeasurementRounds;
import io.cartulary.load.bench.measurement.Results;
import io.cartulary.load.bench.measurement.Scale;
import io.cartulary.load.bench.measurement.Subject;
import io.cartulary.load.bench.measurement.Window;
import io.cartulary.load.bench.pricing.PriceSubject;
import io.cartulary.load.bench.raw.RawSubject;
import io.cartulary.load.bench.read.FoldSubject;
import io.cartulary.load.bench.read.ReadScale;
import io.cartulary.load.bench.read.ShopSubject;
import io.cartulary.load.bench.report.Goal;
import io.cartulary.load.bench.report.Report;
import io.cartulary.load.bench.server.Cassandra;
import io.cartulary.load.bench.server.Deployment;
import io.cartulary.load.bench.server.Servers;
import io.cartulary.load.bench.server.Store;
import io.cartulary.load.bench.service.HttpSubject;
import io.cartulary.load.bench.service.HttpSubject.Variant;
import io.cartulary.localstack.Failure;
import io.cartulary.localstack.Packaging;
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
    private static final int MAX_WARM_UP = 300;
    private static final int MAX_OUTAGE = 300;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--read")
    private boolean read;

    @Option(names = "--rounds")
    private @Nullable Integer rounds;

    @Option(names = "--seconds")
    private int seconds = 3;

    @Option(names = "--warm-up")
    private @Nullable Integer warmUp;

    @Option(names = "--outage")
    private int outage = 60;

    @Option(names = "--only")
    private Pattern only = Pattern.compile("");

    @Option(names = "--quick")
    private boolean quick;

    @Option(names = "--output")
    private @Nullable Path output;

    private Bench() {}

    /** Exits with 0, with 1 when it fails, or with 2 when the arguments are invalid. */
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
        int wanted = rounds != null ? rounds : read ? 3 : 5;
        inRange("--rounds", wanted, MAX_ROUNDS);
        inRange("--seconds", seconds, MAX_SECONDS);
        int warm = warmUp != null ? warmUp : read ? 90 : 12;
        inRange("--warm-up", warm, MAX_WARM_UP);
        inRange("--outage", outage, MAX_OUTAGE);
        Scale scale = quick ? Scale.quick() : Scale.full(wanted, seconds, warm);
        Path file = output != null ? output : Path.of("deploy/load/target", read ? "reads.md" : "bench.md");
        var progress = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Servers servers = Servers.joinOrStart(file.toAbsolutePath().resolveSibling("logs"));
        String report = (read ? measureReads(servers, scale, progress) : measure(servers, scale, progress)).markdown();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, report);
        progress.printf("%n%s%nWritten to %s%n", report, file);
        return 0;
    }

    private Report measure(Servers servers, Scale scale, PrintWriter progress) throws Exception {
        Vertx vertx = Vertx.vertx();
        try (var store = new Store(servers.endpoints(), World.unique().database());
                Connection connection = store.connect()) {
            Results results =
                    new MeasurementRounds(subjects(servers, scale, vertx, connection), only, progress).take(scale);
            return new Report(title("Benchmark", scale, connection), results, Goal.ofCommands(scale));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private Report measureReads(Servers servers, Scale scale, PrintWriter progress) throws Exception {
        ReadScale readScale = quick ? ReadScale.quick() : ReadScale.full(outage);
        try (var store = new Store(servers.endpoints(), World.unique().database());
                Connection mysql = store.connect();
                Cassandra cassandra = Cassandra.connect(servers.endpoints())) {
            List<Subject> subjects = List.of(
                    new ShopSubject(servers, scale, readScale, mysql, cassandra),
                    new FoldSubject(servers, readScale, mysql, cassandra));
            Results results = new MeasurementRounds(subjects, only, progress).take(scale);
            String what = "Benchmark of the read side, services "
                    + (Packaging.wanted() == Packaging.NATIVE ? "as native binaries" : "on the JVM");
            return new Report(title(what, scale, mysql), results, Goal.ofReads());
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
        subjects.add(new PriceSubject(scale, window));
        for (Variant variant : Variant.values()) {
            if (variant != Variant.NATIVE || Deployment.canBeNative()) {
                subjects.add(new HttpSubject(servers, scale, mysql, variant));
            }
        }
        return subjects;
    }

    private static String title(String what, Scale scale, Connection connection) throws Exception {
        return "# %s, %s\n\n%d rounds, %d ms a measurement; MySQL %s, Java %s, %d processors."
                .formatted(
                        what,
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
