package io.cartulary.manifests;

import static io.cartulary.manifests.Manifest.each;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pod Security Standards, <em>restricted</em> (kubernetes.io/docs/concepts/security/pod-security-standards), and what we
 * want beyond it: no token of Kubernetes in a pod, and services that can't write but to their temporary folder.
 */
final class Security {

    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");
    /** The job that makes the demo's Secrets talks to Kubernetes; nobody else does. */
    private static final String WITH_TOKEN = "demo-secrets";

    private Security() {}

    static Stream<String> findings(Overlay overlay) {
        Stream<String> namespaces = overlay.all("Namespace")
                .filter(namespace -> !namespace
                        .at("/metadata/labels")
                        .path("pod-security.kubernetes.io/enforce")
                        .asText()
                        .equals("restricted"))
                .map(namespace -> namespace + " does not enforce restricted");
        Stream<String> missing = overlay.all("Namespace").findAny().isPresent()
                ? Stream.of()
                : Stream.of("there is no Namespace that enforces restricted");
        Stream<String> open = overlay.all("NetworkPolicy").findAny().isEmpty()
                        || overlay.all("NetworkPolicy").anyMatch(Security::forbidsAll)
                ? Stream.of()
                : Stream.of("no NetworkPolicy forbids what none permits");
        Stream<String> pods = overlay.workloads().flatMap(Security::ofPod);
        Stream<String> readOnly = overlay.services()
                .filter(service -> service.containers().stream()
                        .anyMatch(container -> !container
                                .at("/securityContext/readOnlyRootFilesystem")
                                .asBoolean()))
                .map(service -> service + " may write to its root");
        Stream<String> users = overlay.find("Job", "command-side-migration").stream()
                .filter(job -> overlay.find("Deployment", "command-side")
                        .filter(service -> secretsOf(service).stream().anyMatch(secretsOf(job)::contains))
                        .isPresent())
                .map(job -> job + " has the database user of the service, which need not change tables");
        return Stream.of(namespaces, missing, open, pods, readOnly, users).flatMap(all -> all);
    }

    private static Set<String> secretsOf(Manifest workload) {
        return workload.podTemplate().findValues("secretKeyRef").stream()
                .map(reference -> reference.path("name").asText())
                .collect(Collectors.toSet());
    }

    private static boolean forbidsAll(Manifest policy) {
        JsonNode spec = policy.at("/spec");
        return spec.path("podSelector").isEmpty()
                && each(spec.path("policyTypes")).map(JsonNode::asText).toList().equals(List.of("Ingress", "Egress"))
                && !spec.has("ingress")
                && !spec.has("egress");
    }

    private static Stream<String> ofPod(Manifest workload) {
        JsonNode pod = workload.podTemplate().path("spec");
        return Stream.of(
                        unless(
                                workload.name().equals(WITH_TOKEN)
                                        || pod.path("automountServiceAccountToken")
                                                .toString()
                                                .equals("false"),
                                "gets a token"),
                        unless(pod.at("/securityContext/runAsNonRoot").asBoolean(), "may run as root"),
                        unless(pod.at("/securityContext/runAsUser").asInt() > 0, "runs as root"),
                        unless(
                                pod.at("/securityContext/seccompProfile/type")
                                        .asText()
                                        .equals("RuntimeDefault"),
                                "has no seccomp profile"),
                        unless(Stream.of("hostNetwork", "hostPID", "hostIPC").noneMatch(pod::has), "is in the host"),
                        unless(
                                each(pod.path("volumes")).allMatch(Security::isPermitted),
                                "has a volume that is not permitted"),
                        workload.containers().stream().flatMap(Security::ofContainer))
                .flatMap(all -> all)
                .map(finding -> workload + " " + finding);
    }

    private static boolean isPermitted(JsonNode volume) {
        return volume.properties().stream()
                .allMatch(member -> member.getKey().equals("name") || VOLUMES.contains(member.getKey()));
    }

    private static Stream<String> ofContainer(JsonNode container) {
        JsonNode context = container.path("securityContext");
        return Stream.of(
                        unless(
                                context.path("allowPrivilegeEscalation")
                                        .toString()
                                        .equals("false"),
                                "may gain privileges"),
                        unless(
                                each(context.at("/capabilities/drop"))
                                        .map(JsonNode::asText)
                                        .toList()
                                        .equals(List.of("ALL")),
                                "keeps capabilities"),
                        unless(!context.at("/capabilities").has("add"), "adds capabilities"),
                        unless(!context.path("privileged").asBoolean(), "is privileged"),
                        unless(
                                !context.has("runAsUser")
                                        || context.path("runAsUser").asInt() > 0,
                                "runs as root"),
                        unless(container.findValues("hostPort").isEmpty(), "has a port of the host"))
                .flatMap(all -> all)
                .map(finding -> "(" + container.path("name").asText() + ") " + finding);
    }

    static Stream<String> unless(boolean sound, String finding) {
        return sound ? Stream.of() : Stream.of(finding);
    }
}
