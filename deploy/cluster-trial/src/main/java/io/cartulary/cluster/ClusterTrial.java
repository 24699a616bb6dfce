package io.cartulary.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** One after the other, on one cluster: each step begins with what the one before has left, which is all available. */
@TestMethodOrder(OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterTrial {

    private static final Pattern FOUR_COMMANDS =
            Pattern.compile("## Deploying in four commands.*?```bash\\n(.*?)```", Pattern.DOTALL);
    private static final int ROLL_OUTS = Integer.getInteger("cluster.roll-outs", 10);
    private static final int SOME_REQUESTS = 300;
    private static final Duration AN_OUTAGE = Duration.ofSeconds(30);

    /** Whether a service is ready when it starts without that server: the table of k8s/README.md. */
    private record Server(String name, boolean commandSideReady, boolean querySideReady) {}

    private static final List<Server> SERVERS = List.of(
            new Server("mysql", false, true), new Server("kafka", true, false), new Server("cassandra", true, false));

    private final Demo demo = new Demo();
    private final Usage usage = new Usage(demo.kubernetes());
    private final Report report = new Report(ClusterTrial.class, demo.title());

    @BeforeAll
    void the_cluster_answers() {
        assertThat(demo.kubernetes().nodes().list().getItems()).isNotEmpty();
    }

    @AfterAll
    void report_what_was_taken() {
        report.add(usage.table());
        usage.close();
        demo.close();
    }

    @Test
    @org.junit.jupiter.api.Order(1)
    void the_four_commands_of_the_readme_bring_the_demo_up() throws Exception {
        Matcher commands = FOUR_COMMANDS.matcher(Files.readString(Shell.CHECKOUT.resolve("k8s/README.md")));
        assertThat(commands.find()).isTrue();
        long begin = System.nanoTime();

        assertThat(Shell.bash(commands.group(1))).contains("HTTP/1.1 201");

        assertThat(demo.restarts()).isZero();
        report.add("the four commands", "the first 201 after %d s".formatted(secondsSince(begin)));
    }

    @Test
    @org.junit.jupiter.api.Order(2)
    void an_order_goes_through_the_ingress_from_cart_to_completion() throws Exception {
        try (var shop = new Shop(demo.ingress())) {
            long begin = System.nanoTime();
            var order = shop.whenItIsFulfilled(shop.whenAnOrderIsPlaced(shop.givenAProduct()));
            shop.thenItsStateIs(order, "COMPLETED");
            report.add(
                    "an order, through the ingress",
                    "%d events, %d s".formatted(shop.eventsOf(order), secondsSince(begin)));
        }
    }

    @Test
    @org.junit.jupiter.api.Order(3)
    void roll_outs_of_the_command_side_fail_no_request() throws Exception {
        rollOut(Demo.COMMAND_SIDE);
    }

    @Test
    @org.junit.jupiter.api.Order(4)
    void roll_outs_of_the_query_side_fail_no_request() throws Exception {
        rollOut(Demo.QUERY_SIDE);
    }

    private void rollOut(String service) throws Exception {
        try (var shop = new Shop(demo.ingress());
                var load = new Load(demo, shop)) {
            load.awaitMore(SOME_REQUESTS);
            long begin = System.nanoTime();
            for (int i = 0; i < ROLL_OUTS; i++) {
                demo.beginRollOut(service);
                demo.awaitRolledOut(service);
            }
            long seconds = secondsSince(begin) / ROLL_OUTS;
            load.awaitMore(SOME_REQUESTS);
            Outcome outcome = load.end();
            report.add(
                    "%d roll-outs of the %s".formatted(ROLL_OUTS, title(service)),
                    outcome,
                    "%d s each".formatted(seconds));
            assertThat(outcome.failures()).isEmpty();
            assertThat(outcome.lost()).isEmpty();
        }
    }

    @Test
    @org.junit.jupiter.api.Order(5)
    void a_drained_node_fails_no_request() throws Exception {
        List<String> nodes = demo.nodesWithoutServers();
        assumeFalse(nodes.isEmpty(), "every node has a server of the demo");
        String node = nodes.getFirst();
        try (var shop = new Shop(demo.ingress());
                var load = new Load(demo, shop)) {
            load.awaitMore(SOME_REQUESTS);
            long begin = System.nanoTime();
            Shell.bash("kubectl drain --ignore-daemonsets --delete-emptydir-data --timeout=15m " + node);
            Demo.SERVICES.forEach(demo::awaitReady);
            long seconds = secondsSince(begin);
            load.awaitMore(SOME_REQUESTS);
            Outcome outcome = load.end();
            report.add("a node is drained", outcome, "%d s".formatted(seconds));
            assertThat(outcome.failures()).isEmpty();
            assertThat(outcome.lost()).isEmpty();
        } finally {
            demo.setSchedulable(node, true);
            // spread again
            Demo.SERVICES.forEach(demo::beginRollOut);
            Demo.SERVICES.forEach(demo::awaitRolledOut);
        }
    }

    @Test
    @org.junit.jupiter.api.Order(6)
    void a_killed_pod_loses_nothing() throws Exception {
        for (String service : Demo.SERVICES) {
            try (var shop = new Shop(demo.ingress());
                    var load = new Load(demo, shop)) {
                load.awaitMore(SOME_REQUESTS);
                demo.kill(demo.pods(service).getFirst());
                demo.awaitRolledOut(service);
                load.awaitMore(SOME_REQUESTS);
                Outcome outcome = load.end();
                report.add("a pod of the %s is killed".formatted(title(service)), outcome, "");
                assertThat(outcome.lost()).isEmpty();
            }
        }
    }

    @Test
    @org.junit.jupiter.api.Order(7)
    void a_killed_server_loses_nothing_and_restarts_no_service() throws Exception {
        for (String server : Demo.SERVERS) {
            try (var shop = new Shop(demo.ingress());
                    var load = new Load(demo, shop)) {
                load.awaitMore(SOME_REQUESTS);
                int restarts = demo.restarts();
                demo.kill(demo.pods(server).getFirst());
                demo.awaitReady(server);
                long back = System.nanoTime();
                Demo.SERVICES.forEach(demo::awaitReady);
                long seconds = secondsSince(back);
                load.awaitMore(SOME_REQUESTS);
                Outcome outcome = load.end();
                report.add(
                        "%s is killed".formatted(server),
                        outcome,
                        "all ready %d s after its return".formatted(seconds));
                assertThat(outcome.lost()).isEmpty();
                assertThat(demo.restarts()).isEqualTo(restarts);
            }
        }
    }

    /** Without a pod the name of a headless Service is unknown. */
    @Test
    @org.junit.jupiter.api.Order(8)
    void pods_that_start_while_a_servers_name_is_unknown_wait_for_it() throws Exception {
        for (Server server : SERVERS) {
            demo.scale(server.name(), 0);
            demo.awaitGone(server.name());
            int restarts = demo.restarts();
            List<Pod> killed = List.of(
                    demo.pods(Demo.COMMAND_SIDE).getFirst(),
                    demo.pods(Demo.QUERY_SIDE).getFirst());
            killed.forEach(demo::kill);
            thenANewPodIs(Demo.COMMAND_SIDE, killed.get(0), server.commandSideReady());
            thenANewPodIs(Demo.QUERY_SIDE, killed.get(1), server.querySideReady());
            await().pollDelay(AN_OUTAGE).atMost(Demo.PATIENCE).until(() -> true);
            assertThat(demo.restarts())
                    .as("restarts while %s is away", server.name())
                    .isEqualTo(restarts);

            demo.scale(server.name(), 1);
            demo.awaitReady(server.name());
            long back = System.nanoTime();
            Demo.SERVICES.forEach(demo::awaitReady);
            long seconds = secondsSince(back);
            try (var shop = new Shop(demo.ingress())) {
                shop.thenItsStateIs(shop.whenAnOrderIsPlaced(shop.givenAProduct()), "PLACED");
            }
            assertThat(demo.restarts())
                    .as("restarts after %s was away", server.name())
                    .isEqualTo(restarts);
            report.add(
                    "%s is away, a pod of each service starts without it".formatted(server.name()),
                    "no restart; all ready %d s after its return".formatted(seconds));
        }
    }

    /** Live it is in any case: else it would be restarted. */
    private void thenANewPodIs(String service, Pod killed, boolean ready) {
        await("a new pod of the %s lives".formatted(service))
                .atMost(Demo.PATIENCE)
                .until(() -> demo.pods(service).stream()
                        .filter(pod -> !pod.getMetadata()
                                .getUid()
                                .equals(killed.getMetadata().getUid()))
                        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                        .filter(container -> Boolean.TRUE.equals(container.getStarted()))
                        .anyMatch(container -> !ready || container.getReady()));
    }

    @Test
    @org.junit.jupiter.api.Order(9)
    void what_is_applied_is_deleted_again() throws Exception {
        Shell.bash("kubectl delete -k k8s/overlays/demo --timeout=5m");
        await().atMost(Demo.PATIENCE)
                .until(() ->
                        demo.kubernetes().namespaces().withName(Demo.NAMESPACE).get() == null);
        report.add("`kubectl delete -k`", "nothing is left");
    }

    private static String title(String service) {
        return service.replace('-', ' ');
    }

    private static long secondsSince(long nanos) {
        return Math.round((System.nanoTime() - nanos) / 1e9);
    }
}
