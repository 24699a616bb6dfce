package io.cartulary.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What each container of the demo takes of processors and memory, as the nodes' kubelets tell, every few seconds. */
final class Usage implements AutoCloseable {

    private static final long SECONDS_BETWEEN = 5;
    private static final double NANOS = 1e9;
    private static final long MEBIBYTE = 1 << 20;

    /** All that is known of the containers of one name, in pods that come and go. */
    private static final class Container {
        private double mostMillicores;
        private double processorSeconds;
        private double seconds;
        private long mostMemory;
    }

    /** The last look at one container: seconds of a processor until then, and when that was. */
    private record Look(double processorSeconds, double at) {}

    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor();
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Look> looks = new HashMap<>();
    private final Map<String, Container> containers = new TreeMap<>();
    private final KubernetesClient kubernetes;

    /** Begins at once. */
    Usage(KubernetesClient kubernetes) {
        this.kubernetes = kubernetes;
        var _ = schedule.scheduleWithFixedDelay(this::lookAtAll, 0, SECONDS_BETWEEN, TimeUnit.SECONDS);
    }

    private void lookAtAll() {
        try {
            for (var node : kubernetes.nodes().list().getItems()) {
                String summary = kubernetes.raw("/api/v1/nodes/"
                        + node.getMetadata().getName() + "/proxy/stats/summary?only_cpu_and_memory=true");
                for (JsonNode pod : json.readTree(summary).path("pods")) {
                    if (pod.at("/podRef/namespace").asText().equals(Demo.NAMESPACE)) {
                        pod.path("containers")
                                .forEach(container ->
                                        lookAt(pod.at("/podRef/uid").asText(), container));
                    }
                }
            }
        } catch (IOException | RuntimeException failure) {
            System.out.println("usage: " + failure);
        }
    }

    private synchronized void lookAt(String pod, JsonNode container) {
        String name = container.path("name").asText();
        var known = containers.computeIfAbsent(name, _ -> new Container());
        known.mostMemory = Math.max(
                known.mostMemory, container.at("/memory/workingSetBytes").asLong());
        double spent = container.at("/cpu/usageCoreNanoSeconds").asLong() / NANOS;
        double now = System.nanoTime() / NANOS;
        Look before = looks.put(pod + name, new Look(spent, now));
        if (before != null && spent >= before.processorSeconds()) {
            double seconds = now - before.at();
            known.processorSeconds += spent - before.processorSeconds();
            known.seconds += seconds;
            known.mostMillicores =
                    Math.max(known.mostMillicores, (spent - before.processorSeconds()) / seconds * 1_000);
        }
    }

    /** As a Markdown table. */
    synchronized List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add("| container | millicores, mean | most in %d s | MiB, most |".formatted(SECONDS_BETWEEN));
        lines.add("|---|---|---|---|");
        containers.forEach((name, container) -> lines.add("| `%s` | %.0f | %.0f | %d |"
                .formatted(
                        name,
                        container.processorSeconds / Math.max(container.seconds, 1) * 1_000,
                        container.mostMillicores,
                        container.mostMemory / MEBIBYTE)));
        return lines;
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }
}
