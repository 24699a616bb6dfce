package io.cartulary.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The demo in its namespace of the cluster that {@code KUBECONFIG} names. */
final class Demo implements AutoCloseable {

    static final String NAMESPACE = "cartulary";
    static final String COMMAND_SIDE = "command-side";
    static final String QUERY_SIDE = "query-side";
    static final List<String> SERVICES = List.of(COMMAND_SIDE, QUERY_SIDE);
    static final List<String> SERVERS = List.of("mysql", "kafka", "cassandra");

    /** A machine of two processors, shared with others. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Of each service, once the autoscaler has looked. */
    private static final int REPLICAS = 2;

    private static final Duration OFTEN = Duration.ofMillis(200);
    private static final String NAME = "app.kubernetes.io/name";

    private final KubernetesClient kubernetes = new KubernetesClientBuilder().build();

    /** What a table was measured on, and when. */
    String title() {
        return "%s, Kubernetes %s, %d nodes"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC)
                                .format(DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH)),
                        kubernetes.getKubernetesVersion().getGitVersion(),
                        kubernetes.nodes().list().getItems().size());
    }

    KubernetesClient kubernetes() {
        return kubernetes;
    }

    /** Where the ingress is: {@code http://10.20.0.1}. */
    URI ingress() {
        var address = kubernetes
                .network()
                .v1()
                .ingresses()
                .inNamespace(NAMESPACE)
                .withName("cartulary")
                .get()
                .getStatus()
                .getLoadBalancer()
                .getIngress()
                .getFirst();
        return URI.create("http://" + (address.getIp() == null ? address.getHostname() : address.getIp()));
    }

    /** The address of a Service, from inside the cluster alone. */
    URI service(String name) {
        return URI.create("http://"
                + kubernetes
                        .services()
                        .inNamespace(NAMESPACE)
                        .withName(name)
                        .get()
                        .getSpec()
                        .getClusterIP());
    }

    /** The pods of a service or server; without those that have ended. */
    List<Pod> pods(String name) {
        return kubernetes.pods().inNamespace(NAMESPACE).withLabel(NAME, name).list().getItems().stream()
                .filter(pod ->
                        List.of("Running", "Pending").contains(pod.getStatus().getPhase()))
                .filter(pod -> !"migration".equals(pod.getMetadata().getLabels().get("app.kubernetes.io/component")))
                .toList();
    }

    List<Job> jobs() {
        return kubernetes.batch().v1().jobs().inNamespace(NAMESPACE).list().getItems();
    }

    /** How often containers of the services were restarted, all pods together. */
    int restarts() {
        return SERVICES.stream()
                .flatMap(service -> pods(service).stream())
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .mapToInt(ContainerStatus::getRestartCount)
                .sum();
    }

    /** Replaces all pods of a service, one after the other. */
    void beginRollOut(String service) {
        deployment(service).rolling().restart();
    }

    /** Waits until no pod of an earlier template is left, and all replicas are available. */
    void awaitRolledOut(String service) {
        await(service + " is rolled out")
                .atMost(PATIENCE)
                .pollInterval(OFTEN)
                .ignoreExceptions()
                .until(() -> isRolledOut(deployment(service).get())
                        && pods(service).stream().noneMatch(Demo::isEnding));
    }

    private static boolean isRolledOut(Deployment deployment) {
        int wanted = Math.max(REPLICAS, deployment.getSpec().getReplicas());
        var status = deployment.getStatus();
        return status.getObservedGeneration() >= deployment.getMetadata().getGeneration()
                && is(wanted, status.getUpdatedReplicas())
                && is(wanted, status.getReplicas())
                && is(wanted, status.getAvailableReplicas());
    }

    private static boolean is(int wanted, Integer number) {
        return number != null && number == wanted;
    }

    static boolean isEnding(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    /** Ends a pod at once, without SIGTERM. */
    void kill(Pod pod) {
        kubernetes.resource(pod).withGracePeriod(0).delete();
    }

    /** A server, with none or one of it. */
    void scale(String server, int replicas) {
        kubernetes.apps().statefulSets().inNamespace(NAMESPACE).withName(server).scale(replicas);
    }

    void awaitGone(String server) {
        await(server + " is gone")
                .atMost(PATIENCE)
                .pollInterval(OFTEN)
                .until(() -> pods(server).isEmpty());
    }

    void awaitReady(String name) {
        await(name + " is ready")
                .atMost(PATIENCE)
                .pollInterval(OFTEN)
                .until(() -> !pods(name).isEmpty() && pods(name).stream().allMatch(Demo::isReady));
    }

    /** The nodes on which no server of the demo has its volume. */
    List<String> nodesWithoutServers() {
        List<String> taken = SERVERS.stream()
                .flatMap(server -> pods(server).stream())
                .map(pod -> pod.getSpec().getNodeName())
                .toList();
        return kubernetes.nodes().list().getItems().stream()
                .map(node -> node.getMetadata().getName())
                .filter(node -> !taken.contains(node))
                .toList();
    }

    /** Whether new pods may come to the node. */
    void setSchedulable(String node, boolean schedulable) {
        kubernetes.nodes().withName(node).edit(present -> {
            Node changed = present;
            changed.getSpec().setUnschedulable(!schedulable);
            return changed;
        });
    }

    private RollableScalableResource<Deployment> deployment(String service) {
        return kubernetes.apps().deployments().inNamespace(NAMESPACE).withName(service);
    }

    @Override
    public void close() {
        kubernetes.close();
    }
}
