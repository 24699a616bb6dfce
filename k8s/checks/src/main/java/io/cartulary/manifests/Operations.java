package io.cartulary.manifests;

import static io.cartulary.manifests.Manifest.each;
import static io.cartulary.manifests.Security.unless;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** What a roll-out, a drained node or a slow day needs. */
final class Operations {

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
        Stream<String> services = overlay.services()
                .flatMap(service -> service(overlay, service).map(finding -> service + " " + finding));
        return Stream.of(resources, probes, services).flatMap(all -> all);
    }

    private static Stream<String> resources(JsonNode container) {
        return Stream.of("/requests/cpu", "/requests/memory", "/limits/cpu", "/limits/memory")
                .filter(bound -> container.path("resources").at(bound).isMissingNode())
                .map(bound -> "(" + container.path("name").asText() + ") has no " + bound.substring(1));
    }

    private static Stream<String> service(Overlay overlay, Manifest service) {
        JsonNode pod = service.podTemplate().path("spec");
        int leaving = pod.at("/containers/0/lifecycle/preStop/sleep/seconds").asInt();
        int ending = Variables.set(overlay, service)
                .filter(variable -> variable.getKey().equals("QUARKUS_SHUTDOWN_TIMEOUT"))
                .mapToInt(variable -> Integer.parseInt(variable.getValue().replaceFirst("s$", "")))
                .sum();
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
                        unless(replicas(overlay, service) >= 2, "has a single replica"))
                .flatMap(all -> all);
    }

    static int replicas(Overlay overlay, Manifest service) {
        return Stream.concat(
                        overlay.all("HorizontalPodAutoscaler").filter(scaler -> scales(scaler, service)),
                        overlay.all("ScaledObject").filter(scaler -> scales(scaler, service)))
                .map(scaler -> scaler.at("/spec/minReplicas")
                        .asInt(scaler.at("/spec/minReplicaCount").asInt()))
                .findFirst()
                .orElse(service.at("/spec/replicas").asInt());
    }

    private static boolean scales(Manifest scaler, Manifest service) {
        return scaler.at("/spec/scaleTargetRef/name").asText().equals(service.name());
    }
}
