package io.cartulary.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of the two services as a child process, which can be killed and started again. Not for use by several threads at
 * once.
 */
public final class Service {

    /** The time limit for a SIGTERM: the services' own graceful shutdown, and some more. */
    static final Duration PATIENCE = Duration.ofSeconds(40);

    /** One of the two. */
    public enum Side {
        COMMAND(Member.COMMAND),
        QUERY(Member.QUERY);

        private final Member member;

        Side(Member member) {
            this.member = member;
        }
    }

    private final Program program;
    private final URI uri;
    private @Nullable ProcessId process;

    private Service(Program program, URI uri) {
        this.program = program;
        this.uri = uri;
    }

    /**
     * Describes a service, on the JVM or, where the environment has {@value Packaging#VARIABLE}, as a native binary;
     * {@link #start} starts it.
     *
     * @param port of the listener, on the loopback interface; 0 for a free one
     * @param environment see {@link Endpoints#environment}; further variables configure the service further
     * @param log the file for its output
     */
    public static Service of(Side side, int port, Map<String, String> environment, Path log) {
        return of(Packaging.wanted(), side, port, environment, log);
    }

    /** Describes a service with that packaging, see {@link #of(Side, int, Map, Path)}. */
    public static Service of(Packaging packaging, Side side, int port, Map<String, String> environment, Path log) {
        int chosen = port == 0 ? Ports.free() : port;
        Program program = program(packaging, side.member, Checkout.find(), chosen, environment, new LogFile(log));
        return new Service(program, uri(chosen));
    }

    /**
     * Describes a service of another build than the checkout's.
     *
     * @param application its folder, a copy of {@link #application} with changes
     */
    public static Service of(Side side, Path application, Map<String, String> environment, Path log) {
        int port = Ports.free();
        List<String> java = List.of(Jdk.current().java(), "-XX:+UseSerialGC");
        List<String> command = command(java, application.resolve("quarkus-run.jar"));
        return new Service(program(side.member.title(), command, port, environment, new LogFile(log)), uri(port));
    }

    /**
     * Describes the same service, started by another command that takes its command line as its last arguments and replaces
     * itself by it, such as {@code unshare}.
     */
    public Service startedBy(List<String> launcher) {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(program.command());
        return new Service(
                new Program(
                        program.title(),
                        command,
                        program.environment(),
                        program.folder(),
                        program.log(),
                        program.probe()),
                uri);
    }

    /**
     * Describes some other Quarkus application, to be compared with the services.
     *
     * @param binary its native binary
     */
    public static Service of(Path binary, Path log) {
        int port = Ports.free();
        return new Service(
                program(binary.getFileName().toString(), List.of(binary.toString()), port, Map.of(), new LogFile(log)),
                uri(port));
    }

    /** The folder that Maven has built of a service: {@code quarkus-app}. */
    public static Path application(Side side) {
        return Checkout.find().application(side.member.module());
    }

    /** The built service: the runnable jar or the binary; empty when it is not built. */
    public static Optional<Path> built(Packaging packaging, Side side) {
        return Checkout.find().built(packaging, side.member.module());
    }

    static Program program(
            Packaging packaging,
            Member side,
            Checkout checkout,
            int port,
            Map<String, String> environment,
            LogFile log) {
        Path built = checkout.built(packaging, side.module()).orElseThrow(() -> notBuilt(packaging, side.title()));
        List<String> command = switch (packaging) {
            case JVM -> command(fastStart(side, checkout, built), built);
            case NATIVE -> List.of(built.toString());
        };
        return program(side.title(), command, port, environment, log);
    }

    private static List<String> fastStart(Member side, Checkout checkout, Path jar) {
        try {
            int build = Objects.hash(jar, Files.getLastModifiedTime(jar), Files.size(jar));
            return Jdk.current().fastStart(checkout.data(), side.key(), build);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Failure notBuilt(Packaging packaging, String title) {
        return new Failure("%s is not built; run ./mvnw %s-DskipTests package"
                .formatted(title, packaging == Packaging.NATIVE ? "-Dnative " : ""));
    }

    /** A Quarkus application's command line. */
    static List<String> command(List<String> java, Path jar) {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.toString()));
        return command;
    }

    private static Program program(
            String title, List<String> command, int port, Map<String, String> environment, LogFile log) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        Probe ready = Probe.http(uri(port).resolve("/q/health/ready"));
        return new Program(title, command, all, Checkout.find().root(), log, ready);
    }

    private static URI uri(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Starts it and returns when it's ready: {@code /q/health/ready} answers 200. */
    public Service start() throws InterruptedException {
        startWithoutWaiting();
        awaitReady();
        return this;
    }

    /** Starts it without waiting until it's ready. */
    public void startWithoutWaiting() {
        if (isAlive()) {
            throw new IllegalStateException(program.title() + " runs already");
        }
        try {
            process = program.start();
        } catch (IOException failure) {
            throw new Failure("%s can't be started: %s".formatted(program.title(), failure));
        }
    }

    /** Returns when it's ready; throws {@link Failure} when it dies instead, or takes minutes. */
    public void awaitReady() throws InterruptedException {
        program.awaitReady(started());
    }

    /** Ends it with SIGKILL, and returns when it's gone. */
    public void kill() throws InterruptedException {
        started().kill();
    }

    /** Ends it with SIGTERM, and returns when it's gone. */
    public void stop() throws InterruptedException {
        started().stop(PATIENCE);
    }

    /** Suspends it with SIGSTOP: a machine that hangs. */
    public void suspend() throws IOException, InterruptedException {
        started().signal("STOP");
    }

    /** Continues it after {@link #suspend}, SIGCONT. */
    public void resume() throws IOException, InterruptedException {
        started().signal("CONT");
    }

    /** The pid of its present process, or its last. */
    public long pid() {
        return started().pid();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** {@code http://127.0.0.1:8081}. */
    public URI uri() {
        return uri;
    }

    /**
     * Its output since the last start. The output of the previous run is next to it, with {@code .1} added to the name.
     */
    public Path log() {
        return program.log().path();
    }

    private ProcessId started() {
        if (process == null) {
            throw new IllegalStateException(program.title() + " was never started");
        }
        return process;
    }
}
