package io.cartulary.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * From the build before to this one and back, on the same servers: today's manifests with the earlier images, then as they are.
 * What either build has written, the other one reads and continues. The earlier build has no drain time, so requests may fail
 * while its replicas end; none that was answered may be lost.
 */
@TestMethodOrder(OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpgradeTrial {

    private static final String UNDO =
            "kubectl -n cartulary rollout undo deployment/query-side deployment/command-side";

    /** The tag of the images that deploy/cluster has built of the earlier revision. */
    private static final String BEFORE = System.getProperty("cluster.before", "");

    private static final int SOME_REQUESTS = 300;
    private static final Path OVERLAY = Path.of("deploy", "cluster-trial", "target", "before");

    private final Demo demo = new Demo();
    private final Report report = new Report(UpgradeTrial.class, demo.title());

    /** Those of the present build and of the one before it; each is fulfilled by the build after. */
    private final Deque<Order> placed = new ArrayDeque<>();

    private final List<Order> completedBefore = new ArrayList<>();
    private final List<Order> completed = new ArrayList<>();

    @AfterAll
    void close() {
        demo.close();
    }

    @Test
    @org.junit.jupiter.api.Order(1)
    void the_build_before_takes_orders() throws Exception {
        Files.createDirectories(OVERLAY);
        Files.writeString(
                OVERLAY.resolve("kustomization.yaml"),
                """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources: [../../../../k8s/overlays/demo]
                images:
                """
                        + Stream.of("command-side", "query-side", "migration")
                                .map(name -> "  - {name: localhost/cartulary/%s, newTag: %s}%n".formatted(name, BEFORE))
                                .collect(Collectors.joining()));
        Shell.bash("kubectl apply -k " + OVERLAY);
        Demo.SERVICES.forEach(demo::awaitRolledOut);
        try (var shop = new Shop(demo.ingress())) {
            placed.add(shop.whenAnOrderIsPlaced(shop.givenAProduct()));
            placed.add(shop.whenAnOrderIsPlaced(shop.givenAProduct()));
            completedBefore.add(shop.whenItIsFulfilled(shop.whenAnOrderIsPlaced(shop.givenAProduct())));
        }
    }

    @Test
    @org.junit.jupiter.api.Order(2)
    void this_build_takes_over_under_load() throws Exception {
        // a job can't be changed; it is gone two minutes after it has ended
        await().atMost(Demo.PATIENCE).until(() -> demo.jobs().isEmpty());
        change("the upgrade from " + BEFORE, "kubectl apply -k k8s/overlays/demo");
    }

    @Test
    @org.junit.jupiter.api.Order(3)
    void the_build_before_returns_under_load() throws Exception {
        change("the way back", UNDO);
    }

    @Test
    @org.junit.jupiter.api.Order(4)
    void this_build_returns_under_load_and_shows_all_orders() throws Exception {
        change("the upgrade again", UNDO);
        try (var shop = new Shop(demo.ingress())) {
            for (Order order : completed) {
                shop.thenItsStateIs(order, "COMPLETED");
            }
        }
    }

    private void change(String what, String command) throws Exception {
        try (var shop = new Shop(demo.ingress());
                var load = new Load(demo, shop)) {
            load.awaitMore(SOME_REQUESTS);
            Shell.bash(command);
            Demo.SERVICES.forEach(demo::awaitRolledOut);
            load.awaitMore(SOME_REQUESTS);
            Outcome outcome = load.end();
            report.add(what, outcome, "");

            for (Order order : completedBefore) {
                shop.thenItsStateIs(order, "COMPLETED");
            }
            for (Order order : placed) {
                shop.thenItsStateIs(order, "PLACED");
            }
            completed.add(shop.whenItIsFulfilled(placed.remove()));
            placed.add(shop.whenAnOrderIsPlaced(shop.givenAProduct()));
            assertThat(outcome.lost()).isEmpty();
        }
    }
}
