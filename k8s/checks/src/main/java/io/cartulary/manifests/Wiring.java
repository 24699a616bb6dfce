package io.cartulary.manifests;

import static io.cartulary.manifests.Manifest.each;
import static io.cartulary.manifests.Overlay.strings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether what names something else by labels, ports or names finds it. */
final class Wiring {

    private Wiring() {}

    static Stream<String> selectors(Overlay overlay) {
        Stream<String> own = overlay.servers()
                .filter(server ->
                        !includes(server.podTemplate().at("/metadata/labels"), server.at("/spec/selector/matchLabels")))
                .map(server -> server + " does not select its own pods");
        Stream<String> services = overlay.all("Service")
                .filter(service ->
                        overlay.selected(service.at("/spec/selector")).size() != 1)
                .map(service -> service + " does not select the pods of exactly one workload");
        Stream<String> budgets = overlay.all("PodDisruptionBudget")
                .filter(budget -> overlay.selected(budget.at("/spec/selector/matchLabels"))
                                .size()
                        != 1)
                .map(budget -> budget + " does not select the pods of exactly one workload");
        Stream<String> policies = overlay.all("NetworkPolicy")
                .filter(policy -> overlay.selected(policy.at("/spec/podSelector/matchLabels"))
                        .isEmpty())
                .map(policy -> policy + " selects no pods");
        Stream<String> monitors = overlay.all("ServiceMonitor")
                .filter(monitor -> monitored(overlay, monitor).size() != 1)
                .map(monitor -> monitor + " does not select exactly one Service");
        return Stream.of(own, services, budgets, policies, monitors).flatMap(all -> all);
    }

    private static boolean includes(JsonNode labels, JsonNode selector) {
        Map<String, String> wanted = strings(selector);
        return !wanted.isEmpty() && strings(labels).entrySet().containsAll(wanted.entrySet());
    }

    private static List<Manifest> monitored(Overlay overlay, Manifest monitor) {
        return overlay.all("Service")
                .filter(service -> includes(service.at("/metadata/labels"), monitor.at("/spec/selector/matchLabels")))
                .toList();
    }

    static Stream<String> ports(Overlay overlay) {
        Stream<String> services = overlay.all("Service")
                .flatMap(service -> each(service.at("/spec/ports"))
                        .filter(port -> overlay.selected(service.at("/spec/selector")).stream()
                                .noneMatch(workload ->
                                        has(workload, port.path("targetPort").asText())))
                        .map(port -> service + " leads to no port " + port.path("targetPort")));
        Stream<String> probes = overlay.workloads()
                .flatMap(workload -> workload.containers().stream()
                        .flatMap(container -> container.findValues("port").stream()
                                .filter(port -> !has(workload, port.asText()))
                                .map(port -> workload + " has a probe of no port " + port)));
        Stream<String> monitors = overlay.all("ServiceMonitor")
                .flatMap(monitor -> each(monitor.at("/spec/endpoints"))
                        .filter(endpoint -> monitored(overlay, monitor).stream()
                                .noneMatch(service ->
                                        offers(service, endpoint.path("port").asText())))
                        .map(endpoint -> monitor + " asks no port " + endpoint.path("port")));
        Stream<String> policies = overlay.all("NetworkPolicy")
                .flatMap(policy -> each(policy.at("/spec/ingress/0/ports"))
                        .map(port -> port.path("port").asText())
                        .filter(port -> overlay.selected(policy.at("/spec/podSelector/matchLabels")).stream()
                                .anyMatch(workload -> !has(workload, port)))
                        .map(port -> policy + " lets in to no port " + port));
        return Stream.of(services, probes, monitors, policies).flatMap(all -> all);
    }

    /** By name or number. */
    private static boolean has(Manifest workload, String port) {
        return workload.containers().stream()
                .flatMap(container -> each(container.path("ports")))
                .anyMatch(offered -> offered.path("name").asText().equals(port)
                        || offered.path("containerPort").asText().equals(port));
    }

    private static boolean offers(Manifest service, String port) {
        return each(service.at("/spec/ports"))
                .anyMatch(offered -> offered.path("name").asText().equals(port)
                        || offered.path("port").asText().equals(port));
    }

    static Stream<String> targets(Overlay overlay) {
        Stream<String> ingresses = overlay.all("Ingress")
                .flatMap(ingress -> ingress.at("/spec").findValues("service").stream()
                        .filter(service ->
                                !reaches(overlay, service.path("name").asText(), portOf(service.path("port"))))
                        .map(service -> ingress + " leads to no " + service));
        Stream<String> routes = overlay.all("HTTPRoute")
                .flatMap(route -> each(route.at("/spec/rules"))
                        .flatMap(rule -> each(rule.path("backendRefs")))
                        .filter(backend -> !reaches(
                                overlay,
                                backend.path("name").asText(),
                                backend.path("port").asText()))
                        .map(backend -> route + " leads to no " + backend));
        Stream<String> scaled = Stream.of("HorizontalPodAutoscaler", "ScaledObject")
                .flatMap(overlay::all)
                .filter(scaler -> overlay.find("Deployment", target(scaler)).isEmpty())
                .map(scaler -> scaler + " scales no Deployment");
        Set<String> byLag = overlay.all("ScaledObject").map(Wiring::target).collect(Collectors.toSet());
        Stream<String> twice = overlay.all("HorizontalPodAutoscaler")
                .filter(scaler -> byLag.contains(target(scaler)))
                .map(scaler -> scaler + " scales what a ScaledObject scales, too");
        return Stream.of(ingresses, routes, scaled, twice).flatMap(all -> all);
    }

    private static String target(Manifest scaler) {
        return scaler.at("/spec/scaleTargetRef/name").asText();
    }

    private static String portOf(JsonNode backend) {
        return backend.path("name").asText(backend.path("number").asText());
    }

    private static boolean reaches(Overlay overlay, String service, String port) {
        return overlay.find("Service", service)
                .filter(found -> offers(found, port))
                .isPresent();
    }
}
