package io.cartulary.load.bench.against;

import io.cartulary.load.bench.against.Comparison.Round;
import io.cartulary.localstack.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command line behind {@code deploy/load/bench --against}. Each round starts the benchmark of either build once; which
 * of them is first alternates, so that neither always comes after the other one's warm disk and cache.
 */
@Command(name = "bench")
public final class Against implements Callable<Integer> {

    private static final int MAX_ROUNDS = 10;

    @Spec
    private @Nullable CommandSpec spec;

    /** The checkout of this build. */
    @Option(names = "--this")
    private Path here = Path.of("");

    /** The checkout of the other build, and its revision. */
    @Option(names = "--build", required = true)
    private Path build = Path.of("");

    @Option(names = "--revision", required = true)
    private String revision = "";

    @Option(names = "--rounds")
    private int rounds = 5;

    @Option(names = "--only")
    private String only = "^[EH] (64|256)$";

    @Option(names = "--seconds")
    private @Nullable String seconds;

    @Option(names = "--warm-up")
    private @Nullable String warmUp;

    @Option(names = "--quick")
    private boolean quick;

    @Option(names = "--output")
    private Path output = Path.of("deploy/load/target/against.md");

    private Against() {}

    /** Exits with 0, with 1 when it fails, or with 2 when the arguments are invalid. */
    public static void main(String... arguments) {
        System.exit(execute(arguments));
    }

    /** @return the exit code */
    public static int execute(String... arguments) {
        return new CommandLine(new Against())
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
    public Integer call() throws IOException, InterruptedException {
        if (spec != null && (rounds < 1 || rounds > MAX_ROUNDS)) {
            throw new ParameterException(spec.commandLine(), "--rounds is 1 to %d".formatted(MAX_ROUNDS));
        }
        var progress = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Path logs = output.toAbsolutePath().resolveSibling("logs");
        Files.createDirectories(logs);
        String stack = BenchRun.servers(logs);
        List<Round> measured = new ArrayList<>();
        for (int number = 1; number <= rounds; number++) {
            progress.printf("round %d of %d%n", number, rounds);
            var ours = new BenchRun(
                    here.toAbsolutePath(), arguments(), logs.resolve("against-%d-this.log".formatted(number)));
            var theirs = new BenchRun(
                    build.toAbsolutePath(), arguments(), logs.resolve("against-%d-%s.log".formatted(number, revision)));
            measured.add(number % 2 == 1 ? oursFirst(ours, theirs, stack) : theirsFirst(ours, theirs, stack));
            tell(progress, measured.getLast());
        }
        String report = "# This build against %s%n%n%d rounds in turns.%n%n%s"
                .formatted(revision, rounds, new Comparison(revision, measured).markdown());
        Files.writeString(output, report);
        progress.printf("%n%s%nWritten to %s%n", report, output);
        return 0;
    }

    private static Round oursFirst(BenchRun ours, BenchRun theirs, String stack)
            throws IOException, InterruptedException {
        MeasuredTable first = ours.take(stack);
        return new Round(first, theirs.take(stack));
    }

    private static Round theirsFirst(BenchRun ours, BenchRun theirs, String stack)
            throws IOException, InterruptedException {
        MeasuredTable first = theirs.take(stack);
        return new Round(ours.take(stack), first);
    }

    private static void tell(PrintWriter progress, Round round) {
        for (String name : round.ours().rows().keySet()) {
            double ours = round.ours().number(name, MeasuredTable.VALUE);
            double theirs = round.theirs().number(name, MeasuredTable.VALUE);
            progress.printf(Locale.ROOT, "  %-28s %,12.2f %,12.2f  %.2f%n", name, ours, theirs, ours / theirs);
        }
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--only", only));
        if (seconds != null) {
            arguments.addAll(List.of("--seconds", seconds));
        }
        if (warmUp != null) {
            arguments.addAll(List.of("--warm-up", warmUp));
        }
        if (quick) {
            arguments.add("--quick");
        }
        return arguments;
    }
}
