package io.cartulary.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.contracts.Envelope;
import io.cartulary.faults.Views.Question;
import io.cartulary.load.history.History;
import io.cartulary.load.history.Register;
import io.cartulary.load.history.Report;
import io.cartulary.load.history.Shopping;
import io.cartulary.load.history.Shopping.Pace;
import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.Service;
import io.cartulary.localstack.Service.Side;
import io.cartulary.localstack.World;
import io.cartulary.query.cart.CartView;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A register that is exposed to a fault while it is used: a world of its own, replicas of the command service, and the
 * history of all requests and answers. {@code -Dfaults.seed=…} repeats the requests and the moments of an earlier
 * trial, as far as processes and threads permit.
 */
final class Trial implements AutoCloseable {

    private static final Path LOGS = Path.of("target", "logs").toAbsolutePath();

    /** The maximum time without answers after a fault is over. */
    private static final Duration TO_RECOVER = Duration.ofSeconds(60);

    /** The number of commands that counts as progress. */
    private static final long STEP = 100;

    /** How long Kafka may take to have everything after the last command. */
    private static final Duration TO_DRAIN = Duration.ofSeconds(60);

    private final String name;
    private final long seed =
            Long.getLong("faults.seed", ThreadLocalRandom.current().nextLong(1L << 32));
    private final Random random = new Random(seed);
    private final History history = new History();
    private final World world = World.unique();
    private final Register register;
    private final List<Service> replicas;
    private final Service queries;
    private final Thread whenTheJvmEnds = new Thread(this::kill);

    /** Describes a replica, by its environment and the file for its output. */
    @FunctionalInterface
    private interface Build {
        Service replica(Map<String, String> environment, Path log);
    }

    private Trial(String name, Endpoints endpoints, int replicas, Map<String, String> settings, Build build) {
        this.name = name;
        this.register = new Register(endpoints, world);
        Map<String, String> environment = new HashMap<>(endpoints.environment(world));
        environment.putAll(settings);
        this.queries = Service.of(Side.QUERY, 0, environment, LOGS.resolve(name + "-queries.log"));
        this.replicas = IntStream.range(0, replicas)
                .mapToObj(number -> build.replica(environment, LOGS.resolve("%s-%d.log".formatted(name, number))))
                .toList();
    }

    /**
     * Starts replicas of the service in a new world.
     *
     * @param settings environment variables of the replicas, besides the servers' addresses
     */
    static Trial start(String name, Endpoints endpoints, int replicas, Map<String, String> settings)
            throws InterruptedException {
        return start(
                name,
                endpoints,
                replicas,
                settings,
                (environment, log) -> Service.of(Side.COMMAND, 0, environment, log));
    }

    /**
     * Starts one replica of another build in a new world.
     *
     * @param application a changed copy of the built service
     */
    static Trial startOther(String name, Endpoints endpoints, Path application) throws InterruptedException {
        return start(
                name,
                endpoints,
                1,
                Map.of(),
                (environment, log) -> Service.of(Side.COMMAND, application, environment, log));
    }

    private static Trial start(
            String name, Endpoints endpoints, int replicas, Map<String, String> settings, Build build)
            throws InterruptedException {
        var trial = new Trial(name, endpoints, replicas, settings, build);
        System.out.printf("%s, seed %d%n", name, trial.seed);
        trial.world.prepare(endpoints);
        Runtime.getRuntime().addShutdownHook(trial.whenTheJvmEnds);
        try {
            trial.replicas.forEach(Service::startWithoutWaiting);
            for (Service replica : trial.replicas) {
                replica.awaitReady();
            }
            return trial;
        } catch (RuntimeException | InterruptedException e) {
            trial.close();
            throw e;
        }
    }

    Service replica(int number) {
        return replicas.get(number);
    }

    Register register() {
        return register;
    }

    History history() {
        return history;
    }

    /** A random source with the trial's seed. */
    Random random() {
        return random;
    }

    World world() {
        return world;
    }

    /** The query service of the same world; it ends with the trial. */
    Service queries() {
        return queries;
    }

    /** Starts the shoppers at all replicas. */
    Shopping shopping(Pace pace) throws InterruptedException {
        List<URI> addresses = replicas.stream().map(Service::uri).toList();
        return Shopping.start(history, random.nextLong(1L << 32), pace, addresses);
    }

    /** Waits until this many more commands are carried out, without a time limit while some are. */
    void awaitMoreAnswers(Shopping shopping, long count) {
        awaitAnswers(shopping::answered, shopping.answered() + count);
    }

    /** Waits until this many commands are carried out in total, without a time limit while some are. */
    void awaitAnswers(LongSupplier answered, long wanted) {
        for (long before = answered.getAsLong(); before < wanted; before = answered.getAsLong()) {
            long step = Math.min(wanted, before + STEP);
            await().alias("%s, seed %d: answers behind the %d so far".formatted(name, seed, before))
                    .atMost(TO_RECOVER)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> answered.getAsLong() >= step);
        }
    }

    /** Continues the load for a fixed time, the duration of the fault. */
    void keepUp(Duration fault) throws InterruptedException {
        Thread.sleep(fault);
    }

    /** The check's report, when Kafka has had that long to have everything. */
    Report report(Duration patience) throws SQLException {
        Report report = register.check(history, patience);
        System.out.printf("%s, seed %d: %s%n", name, seed, report);
        return report;
    }

    /** Then everything that was answered is stored, once, at its place, and is in Kafka in order. */
    void thenTheRegisterIsSound() throws SQLException {
        Report report = report(TO_DRAIN);
        assertThat(report.brokenRules())
                .as("%s, to be repeated with -Dfaults.seed=%d: %s", name, seed, report)
                .isEmpty();
    }

    /** Waits until every idle cart is abandoned, so that no more events follow. */
    void awaitAllCartsAtRest() {
        await().alias("%s, seed %d: no cart is active".formatted(name, seed))
                .atMost(TO_RECOVER)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> new Folds(register.log())
                        .carts().stream().noneMatch(cart -> cart.state() == CartView.State.ACTIVE));
    }

    /** The questions to the views, from the log and its folds. */
    @FunctionalInterface
    interface Questions {
        List<Question> of(List<Envelope> log, Folds folds, Random random);
    }

    /** Then the views' answers equal those from MySQL's events, for all questions. */
    void thenTheViewsAreComplete(Service service, Questions questions) throws SQLException, InterruptedException {
        List<Envelope> log = register.log();
        var folds = new Folds(log);
        List<Question> asked = questions.of(log, folds, random);
        try (var views = new Views(service.uri())) {
            views.awaitAll(log);
            List<String> differences = views.differences(asked);
            System.out.printf(
                    "%s, seed %d: %d events, %d streams, %d questions, %d answers differ%n",
                    name, seed, log.size(), folds.streams().size(), asked.size(), differences.size());
            assertThat(differences)
                    .as("%s, to be repeated with -Dfaults.seed=%d: answers that differ", name, seed)
                    .isEmpty();
        }
    }

    private Stream<Service> services() {
        return Stream.concat(replicas.stream(), Stream.of(queries));
    }

    /** Stops the services gracefully. */
    @Override
    public void close() {
        try {
            for (Service replica : services().toList()) {
                if (replica.isAlive()) {
                    replica.stop();
                }
            }
            Runtime.getRuntime().removeShutdownHook(whenTheJvmEnds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An interrupted test leaves no process behind. */
    private void kill() {
        try {
            for (Service replica : services().toList()) {
                if (replica.isAlive()) {
                    replica.kill();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
