package io.cartulary.manifests;

import static io.cartulary.manifests.Manifest.each;
import static io.cartulary.manifests.Security.unless;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** What a roll-out, a drained node or a slow day needs. */
final class Operations {

    /** What a slow machine takes to start a service on the JVM, and more. */
    private static final int SECONDS_TO_START = 300;

    /** A job that has ended is gone by the next upgrade, which could not change it. */
    private static final int SECONDS_TO_STAY = 300;

    private Operations() {}

    static Stream<String> findings(Overlay overlay) {
        Stream<String> resources = overlay.workloads()
                .flatMap(workload -> workload.containers().stream()
                        .flatMap(Operations::resources)
                        .map(finding -> workload + " " + finding));
        Stream<String> probes = overlay.servers()
                .flatMap(server -> each(server.podTemplate().at("/spec/containers"))
                        .flatMap(container -> Stream.of("startupProbe", "livenessProbe", "readinessProbe")
                                .filter(probe -> !container.has(probe)))
                        .map(probe -> server + " has no " + probe));
        Stream<String> starts = overlay.servers()
                .filter(server -> each(server.podTemplate().at("/spec/containers"))
                        .anyMatch(container -> isTooShort(container.path("startupProbe"))))
                .map(server -> server + " is given up while it starts");
        Stream<String> jobs = overlay.all("Job")
                .filter(job -> !job.at("/spec").has("ttlSecondsAfterFinished")
                        || job.at("/spec/ttlSecondsAfterFinished").asInt() > SECONDS_TO_STAY)
                .map(job -> job + " is still there at the next upgrade");
        Stream<String> services = overlay.services()
                .flatMap(service -> service(overlay, service).map(finding -> service + " " + finding));
        return Stream.of(resources, probes, starts, jobs, services).flatMap(all -> all);
    }

    private static Stream<String> resources(JsonNode container) {
        return Stream.of("/requests/cpu", "/requests/memory", "/limits/cpu", "/limits/memory")
                .filter(bound -> container.path("resources").at(bound).isMissingNode())
                .map(bound -> "(" + container.path("name").asText() + ") has no " + bound.substring(1));
    }

    private static Stream<String> service(Overlay overlay, Manifest service) {
        JsonNode pod = service.podTemplate().path("spec");
        int leaving = seconds(overlay, service, "SHUTDOWN_DRAIN");
        int ending = seconds(overlay, service, "QUARKUS_SHUTDOWN_TIMEOUT");
        return Stream.of(
                        unless(leaving > 0, "leaves before the proxies know"),
                        unless(ending > 0, "does not wait for requests under way"),
                        unless(
                                pod.path("terminationGracePeriodSeconds").asInt() > leaving + ending,
                                "is killed before it has ended"),
                        unless(
                                service.at("/spec/strategy/rollingUpdate/maxUnavailable")
                                        .toString()
                                        .equals("0"),
                                "is fewer during a roll-out"),
                        unless(!pod.path("topologySpreadConstraints").isEmpty(), "is not spread"),
                        unless(
                                overlay.all("PodDisruptionBudget")
                                        .anyMatch(budget -> overlay.selected(budget.at("/spec/selector/matchLabels"))
                                                .contains(service)),
                                "has no PodDisruptionBudget"),
                        unless(
                                !service.at("/spec").has("replicas"),
                                "has a number of replicas, which an apply sets back, or drops to one when it is taken away"),
                        unless(replicas(overlay, service) >= 2, "has a single replica"))
                .flatMap(all -> all);
    }

    private static int seconds(Overlay overlay, Manifest service, String variable) {
        return Variables.set(overlay, service)
                .filter(set -> set.getKey().equals(variable))
                .mapToInt(set -> Integer.parseInt(set.getValue().replaceFirst("s$", "")))
                .sum();
    }

    /** Until it is given up, by the kubelet's defaults where a probe doesn't say. */
    private static boolean isTooShort(JsonNode startupProbe) {
        return startupProbe.path("periodSeconds").asInt(10)
                        * startupProbe.path("failureThreshold").asInt(3)
                < SECONDS_TO_START;
    }

    static int replicas(Overlay overlay, Manifest service) {
        return Stream.concat(
                        overlay.all("HorizontalPodAutoscaler").filter(scaler -> scales(scaler, service)),
                        overlay.all("ScaledObject").filter(scaler -> scales(scaler, service)))
                .map(scaler -> scaler.at("/spec/minReplicas")
                        .asInt(scaler.at("/spec/minReplicaCount").asInt()))
                .findFirst()
                .orElse(1);
    }

    private static boolean scales(Manifest scaler, Manifest service) {
        return scaler.at("/spec/scaleTargetRef/name").asText().equals(service.name());
    }
}
