package io.cartulary.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/**
 * Whether an overlay that brings its servers along, to be tried out, fits a single node of two processors: the scheduler
 * adds up what is asked for, whether or not it is used.
 */
final class Capacity {

    /** Kubernetes itself asks for some 950 of the 2000 there are: control plane, names, network, ingress controller. */
    private static final int MILLICORES = 1_000;

    private static final long MEBIBYTES = 6 * 1024;

    private Capacity() {}

    static Stream<String> findings(Overlay overlay) {
        if (overlay.all("StatefulSet").findAny().isEmpty()) {
            return Stream.of();
        }
        long processors = overlay.workloads()
                .mapToLong(workload -> pods(overlay, workload) * asked(workload, "cpu"))
                .sum();
        long memory = overlay.workloads()
                .mapToLong(workload -> pods(overlay, workload) * asked(workload, "memory"))
                .sum();
        return Stream.concat(
                Security.unless(
                        processors <= MILLICORES,
                        "asks for %d m of a processor, of %d".formatted(processors, MILLICORES)),
                Security.unless(memory <= MEBIBYTES, "asks for %d Mi of memory, of %d".formatted(memory, MEBIBYTES)));
    }

    /** One more of a service, while it is rolled out. */
    private static int pods(Overlay overlay, Manifest workload) {
        return workload.is("Deployment") ? Operations.replicas(overlay, workload) + 1 : 1;
    }

    /** Containers that prepare a pod are over when the others start. */
    private static long asked(Manifest workload, String resource) {
        JsonNode pod = workload.podTemplate().path("spec");
        long preparing = Manifest.each(pod.path("initContainers"))
                .mapToLong(container -> asked(container, resource))
                .max()
                .orElse(0);
        long running = Manifest.each(pod.path("containers"))
                .mapToLong(container -> asked(container, resource))
                .sum();
        return Math.max(preparing, running);
    }

    /** In thousandths of a processor, or in mebibytes. */
    private static long asked(JsonNode container, String resource) {
        String quantity = container.at("/resources/requests").path(resource).asText("0");
        long number = Long.parseLong(quantity.replaceFirst("[a-zA-Z]+$", ""));
        return switch (quantity.replaceFirst("^[0-9]+", "")) {
            case "m", "Mi" -> number;
            case "" -> number * 1_000;
            case "Gi" -> number * 1_024;
            default -> throw new IllegalArgumentException("a quantity in another unit: " + quantity);
        };
    }
}
