package io.cartulary.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * The processes of one stack, and the folder with all their data. Starting is all or nothing: when a member fails, this
 * object stops what it has started.
 */
public final class LocalStack {

    /** Environment variable or system property that names the state file of a running stack for tests to join. */
    public static final String JOIN = "CARTULARY_STACK";

    /** Environment variable with which {@code deploy/test} names its run; see {@link #testName}. */
    static final String RUN = "CARTULARY_TEST_RUN";

    private static final long NEEDED_BYTES = 1L << 30;

    private final Checkout checkout;
    private final Path folder;
    private final Progress progress;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Member, Integer> ports = new EnumMap<>(Member.class);
    private final Map<Member, ProcessId> processes = new EnumMap<>(Member.class);
    private final Set<Member> ours = EnumSet.noneOf(Member.class);
    private Optional<ProcessId> launcher = Optional.empty();
    private Packaging packaging = Packaging.wanted();
    private boolean disposable;
    private Optional<Security> security = Optional.empty();
    private String cassandraSettings = "";
    private boolean closed;

    private LocalStack(Checkout checkout, Path folder, Progress progress) {
        this.checkout = checkout;
        this.folder = folder;
        this.progress = progress;
    }

    /** Reads which processes of the stack in that folder run. */
    static LocalStack open(Checkout checkout, Path folder, Progress progress) throws IOException {
        var stack = new LocalStack(checkout, folder, progress);
        StackState state = StackState.read(stack.stateFile());
        state.processes().forEach((member, process) -> {
            if (process.isAlive()) {
                stack.processes.put(member, process);
            }
        });
        if (!stack.processes.isEmpty()) {
            stack.ports.putAll(state.ports());
        }
        stack.launcher = state.launcher().filter(ProcessId::isAlive);
        return stack;
    }

    /**
     * For tests: the servers' addresses in the stack that {@value #JOIN} names; otherwise in a stack of this JVM, on
     * free ports, which ends with it and leaves nothing behind.
     */
    public static synchronized Endpoints joinOrStart() {
        String running = System.getProperty(JOIN, System.getenv().getOrDefault(JOIN, ""));
        try {
            if (running.isEmpty()) {
                running = startForThisJvm().toString();
                System.setProperty(JOIN, running);
            }
            return StackState.read(Path.of(running)).endpoints();
        } catch (IOException failure) {
            throw new Failure("the local stack %s can't be used: %s".formatted(running, failure));
        }
    }

    /**
     * For tests: the name of a separate stack. It begins with the run's name, so that {@code deploy/test} can stop what
     * a killed test has left.
     */
    public static String testName(String purpose) {
        String run = System.getenv().getOrDefault(RUN, "test");
        return "%s-%s-%d".formatted(run, purpose, ProcessHandle.current().pid());
    }

    private static Path startForThisJvm() throws IOException {
        Checkout checkout = Checkout.find();
        LocalStack stack = open(checkout, checkout.stack(testName("jvm")), Progress.toConsole());
        Runtime.getRuntime().addShutdownHook(new Thread(stack::discard));
        stack.disposable();
        stack.start(Member.SERVERS, Map.of());
        return stack.stateFile();
    }

    /** Ends a member with SIGKILL, and returns when it's gone. */
    void kill(Member member) throws InterruptedException {
        process(member).kill();
    }

    /** The process of a member that was started. */
    synchronized ProcessId process(Member member) {
        ProcessId process = processes.get(member);
        if (process == null) {
            throw new IllegalStateException(member.title() + " was never started");
        }
        return process;
    }

    /** Kills everything and deletes the folder. */
    void discard() {
        try {
            for (ProcessId process : processes.values()) {
                process.kill();
            }
            Folders.delete(folder);
        } catch (IOException | InterruptedException failure) {
            progress.say("%s may be left over: %s".formatted(folder, failure));
        }
    }

    Path stateFile() {
        return folder.resolve("stack.properties");
    }

    /** The folder of all data. */
    Path folder() {
        return folder;
    }

    LogFile log(Member member) {
        return new LogFile(folder.resolve("logs").resolve(member.key() + ".log"));
    }

    synchronized Set<Member> running() {
        Set<Member> running = EnumSet.noneOf(Member.class);
        processes.forEach((member, process) -> {
            if (process.isAlive()) {
                running.add(member);
            }
        });
        return running;
    }

    /** Its present or future port. */
    synchronized int port(Member member) {
        Integer port = ports.get(member);
        if (port == null) {
            throw new IllegalStateException(member.title() + " has no port yet");
        }
        return port;
    }

    Endpoints endpoints() {
        return Endpoints.local(Map.copyOf(ports));
    }

    Optional<ProcessId> launcher() {
        return launcher;
    }

    /** The packaging of services that are started from now on; by default, from the environment. */
    void runAs(Packaging wanted) {
        packaging = wanted;
    }

    /** Servers that are started from now on are not started again after a kill, and need not survive it. */
    void disposable() {
        disposable = true;
    }

    /** A Cassandra that is started from now on has these lines in its configuration, too. */
    void cassandraSettings(String lines) {
        cassandraSettings = lines;
    }

    /** Servers that are started from now on offer TLS and ask for passwords. */
    void secured(Security wanted) {
        security = Optional.of(wanted);
    }

    /** Deletes all its data. */
    void wipe() throws IOException {
        if (!running().isEmpty()) {
            throw new Failure("the stack in %s runs; deploy/down first".formatted(folder));
        }
        ports.clear();
        Folders.delete(folder);
    }

    /**
     * Starts the missing ones of the wanted members, in parallel, and returns when all are ready.
     *
     * @param preferred the ports to use if nothing runs yet; none or 0 is any free one
     */
    void start(Set<Member> wanted, Map<Member, Integer> preferred) {
        Set<Member> missing = EnumSet.copyOf(wanted);
        missing.removeAll(running());
        // Servers that are not wanted have a port, too, so that clients get the addresses of all.
        for (Member member : union(Member.SERVERS, wanted)) {
            int port = preferred.getOrDefault(member, 0);
            ports.computeIfAbsent(member, _ -> port == 0 ? Ports.free() : port);
        }
        try {
            Files.createDirectories(folder);
            check(missing);
            inParallel(intersection(Member.SERVERS, missing), this::startServer);
            if (running().contains(Member.KAFKA)) {
                progress.step("topics", () -> Topics.create(endpoints().kafkaBootstrap(), World.DEFAULT));
            }
            if (running().contains(Member.MYSQL)) {
                progress.step("tables", () -> Tables.create(endpoints(), World.DEFAULT.database()));
            }
            inParallel(intersection(Member.PROGRAMS, missing), this::startProgram);
        } catch (Exception failure) {
            stop();
            throw Failure.of(failure);
        }
    }

    /** All checks that are possible before a process is started. */
    private void check(Set<Member> missing) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < NEEDED_BYTES) {
            throw new Failure(
                    "only %d MiB are free on the disk of %s, 1024 are needed; make room".formatted(free >> 20, folder));
        }
        if (missing.contains(Member.CASSANDRA)) {
            Jdk.forCassandra();
        }
        Set<Integer> seen = new HashSet<>();
        for (Member member : missing) {
            if (Member.SERVICES.contains(member)
                    && checkout.built(packaging, member.module()).isEmpty()) {
                throw Service.notBuilt(packaging, member.title());
            }
            if (member == Member.GATEWAY && !GatewayProgram.isBuilt(checkout)) {
                throw Service.notBuilt(Packaging.JVM, member.title());
            }
            int port = port(member);
            boolean twice = !seen.add(port);
            if (twice || !Ports.isFree(port)) {
                String holder = twice
                        ? "another member of the stack"
                        : Ports.holder(port).orElse("another process");
                throw new Failure("port %d, for %s, is taken by %s; choose another with %s (0: any)"
                        .formatted(port, member.title(), holder, Up.portOption(member)));
            }
        }
    }

    private void inParallel(Set<Member> members, Starter starter) throws InterruptedException, ExecutionException {
        var done = new ExecutorCompletionService<Member>(threads);
        for (Member member : members) {
            done.submit(() -> {
                progress.step(member.title(), () -> starter.start(member));
                return member;
            });
        }
        for (Member _ : members) {
            done.take().get();
        }
    }

    private void startServer(Member member) throws IOException, InterruptedException {
        Program program = Server.of(member, checkout, folder, port(member), disposable, security, cassandraSettings)
                .prepare();
        launch(member, program);
    }

    private void startProgram(Member member) throws IOException, InterruptedException {
        if (member == Member.GATEWAY) {
            launch(member, GatewayProgram.of(checkout, port(member), this::port, log(member)));
            return;
        }
        Map<String, String> environment = endpoints().environment(World.DEFAULT);
        launch(member, Service.program(packaging, member, checkout, port(member), environment, log(member)));
    }

    private void launch(Member member, Program program) throws IOException, InterruptedException {
        ProcessId process;
        synchronized (this) {
            if (closed) {
                throw new InterruptedException();
            }
            process = program.start();
            processes.put(member, process);
            ours.add(member);
            save();
        }
        program.awaitReady(process);
    }

    /** Makes this object watch and stop everything that runs. */
    synchronized void adopt() {
        ours.addAll(running());
    }

    /** Writes the process that watches the stack into the state file, for {@code deploy/down} to end it first. */
    synchronized void watchedBy(ProcessId process) {
        launcher = Optional.of(process);
    }

    /** Leaves everything running, unwatched. */
    synchronized void abandon() throws IOException {
        ours.clear();
        launcher = Optional.empty();
        save();
    }

    /** Waits until a member has died, and returns it. */
    Member awaitDeath(Set<Member> members) throws InterruptedException {
        while (true) {
            Set<Member> dead = EnumSet.copyOf(members);
            dead.removeAll(running());
            for (Member member : dead) {
                return member;
            }
            Thread.sleep(300);
        }
    }

    /**
     * Stops the processes of this object, services first, and returns when they're gone. A second stop does nothing.
     */
    void stop() {
        synchronized (this) {
            closed = true;
        }
        threads.shutdownNow();
        synchronized (threads) {
            if (!ours.isEmpty()) {
                progress.step("shutdown", this::stopOurs);
            }
        }
    }

    private void stopOurs() {
        try {
            stop(Member.PROGRAMS);
            stop(Member.SERVERS);
            ours.clear();
            forget();
        } catch (IOException | InterruptedException failure) {
            progress.say("%s may still run: %s".formatted(running(), failure));
        }
    }

    private void stop(Set<Member> members) throws InterruptedException {
        List<ProcessId> stopping = intersection(members, ours).stream()
                .flatMap(member -> Stream.ofNullable(processes.get(member)))
                .toList();
        stopping.forEach(ProcessId::terminate);
        for (ProcessId process : stopping) {
            process.stop(Service.PATIENCE);
        }
    }

    private synchronized void forget() throws IOException {
        processes.keySet().retainAll(running());
        launcher = Optional.empty();
        if (processes.isEmpty()) {
            Files.deleteIfExists(stateFile());
        } else {
            save();
        }
    }

    private void save() throws IOException {
        new StackState(ports, processes, launcher).write(stateFile());
    }

    private static Set<Member> union(Set<Member> one, Set<Member> other) {
        Set<Member> either = EnumSet.copyOf(one);
        either.addAll(other);
        return either;
    }

    private static Set<Member> intersection(Set<Member> one, Set<Member> other) {
        Set<Member> both = EnumSet.copyOf(one);
        both.retainAll(other);
        return both;
    }

    @FunctionalInterface
    private interface Starter {
        void start(Member member) throws IOException, InterruptedException;
    }
}
