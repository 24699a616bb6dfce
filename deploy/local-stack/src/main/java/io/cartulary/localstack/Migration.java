package io.cartulary.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The program that brings the event log's tables up to date, like the job of a deployment. */
public final class Migration {

    private static final String TITLE = "migration";
    private static final String MODULE = "command-side/migration";

    private Migration() {}

    /**
     * Runs it to its end, on the JVM or, where the environment has {@value Packaging#VARIABLE}, as a native binary.
     *
     * @param environment see {@link Endpoints#environment}
     * @param log the file for its output
     * @return its exit code
     */
    public static int run(Map<String, String> environment, Path log) throws IOException, InterruptedException {
        Packaging packaging = Packaging.wanted();
        Checkout checkout = Checkout.find();
        Path built = checkout.built(packaging, MODULE).orElseThrow(() -> Service.notBuilt(packaging, TITLE));
        return run(
                switch (packaging) {
                    case JVM -> jvm(built);
                    case NATIVE -> List.of(built.toString());
                },
                environment,
                log);
    }

    /**
     * Runs that of another build than the checkout's, see {@link #run(Map, Path)}.
     *
     * @param jar {@code quarkus-run.jar}
     */
    public static int run(Path jar, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        return run(jvm(jar), environment, log);
    }

    private static List<String> jvm(Path jar) {
        return Service.command(List.of(Jdk.current().java(), "-XX:+UseSerialGC"), jar);
    }

    private static int run(List<String> command, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        // There is no probe: only its end is awaited.
        return new Program(TITLE, command, environment, Checkout.find().root(), new LogFile(log), () -> false)
                .exitCode();
    }
}
