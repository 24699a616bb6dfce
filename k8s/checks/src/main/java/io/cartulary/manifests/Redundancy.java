package io.cartulary.manifests;

import static io.cartulary.manifests.Manifest.each;
import static io.cartulary.manifests.Security.unless;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Three of everything, unless an overlay brings single servers along, to be tried out. */
final class Redundancy {

    private static final int REPLICAS = 3;
    private static final int IN_SYNC = 2;
    private static final Pattern COPIES = Pattern.compile("'(\\w+)': *(\\d+)");

    private Redundancy() {}

    static Stream<String> findings(Overlay overlay) {
        return overlay.all("StatefulSet").findAny().isPresent()
                ? Stream.of()
                : Stream.of(services(overlay), topics(overlay), views(overlay)).flatMap(all -> all);
    }

    private static Stream<String> services(Overlay overlay) {
        return overlay.services()
                .filter(service -> Operations.replicas(overlay, service) < REPLICAS)
                .map(service -> service + " has fewer than three replicas");
    }

    private static Stream<String> topics(Overlay overlay) {
        Stream<String> byJob = overlay.find("Job", "topics").stream()
                .flatMap(job -> each(job.podTemplate().at("/spec/containers/0/env")))
                .filter(variable -> variable.path("value").asInt()
                        < least(variable.path("name").asText()))
                .map(variable -> "topics are made with " + variable.path("name").asText() + " "
                        + variable.path("value").asText());
        Stream<String> byStrimzi = overlay.all("KafkaTopic")
                .flatMap(topic -> Stream.concat(
                        unless(
                                topic.at("/spec/replicas").asInt() >= REPLICAS,
                                topic + " has fewer than three replicas"),
                        unless(
                                topic.at("/spec/config")
                                                .path("min.insync.replicas")
                                                .asInt()
                                        >= IN_SYNC,
                                topic + " takes what a single broker has")));
        return Stream.concat(byJob, byStrimzi);
    }

    private static int least(String variable) {
        return switch (variable) {
            case "REPLICATION_FACTOR" -> REPLICAS;
            case "MIN_INSYNC_REPLICAS" -> IN_SYNC;
            default -> 0;
        };
    }

    /** In the datacentre that the query side reads from. */
    private static Stream<String> views(Overlay overlay) {
        return overlay.find("Deployment", "query-side").stream()
                .map(service -> Variables.valuesOf(overlay, service))
                .filter(set -> copies(set) < REPLICAS)
                .map(set -> "views are kept fewer than three times: " + set.get("CASSANDRA_REPLICATION"));
    }

    private static int copies(Map<String, String> set) {
        String datacentre = set.getOrDefault("CASSANDRA_LOCAL_DATACENTER", "");
        return COPIES.matcher(set.getOrDefault("CASSANDRA_REPLICATION", ""))
                .results()
                .filter(copies -> copies.group(1).equals(datacentre))
                .mapToInt(copies -> Integer.parseInt(copies.group(2)))
                .sum();
    }
}
