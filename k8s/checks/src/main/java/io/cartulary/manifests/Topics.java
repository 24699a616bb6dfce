package io.cartulary.manifests;

import static io.cartulary.manifests.Manifest.each;
import static io.cartulary.manifests.Security.unless;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The topics are all made, and the events' has twelve partitions and is kept for ever. */
final class Topics {

    private static final int PARTITIONS = 12;
    private static final String EVENTS = "EVENTS_TOPIC";
    private static final Set<String> VARIABLES =
            new TreeSet<>(Set.of(EVENTS, "COMMANDS_TOPIC", "REFUSED_TOPIC", "SET_ASIDE_TOPIC"));
    private static final Pattern CREATED = Pattern.compile("create \"\\$(\\w+)\" (\\d+) ?(.*)");

    private Topics() {}

    private record Made(int partitions, boolean forEver) {}

    static Stream<String> findings(Overlay overlay) {
        Map<String, String> names = overlay.find("Deployment", "command-side").stream()
                .flatMap(service -> Variables.set(overlay, service))
                .filter(variable -> VARIABLES.contains(variable.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Stream<String> missing = VARIABLES.stream()
                .filter(variable -> made(overlay, variable, names.get(variable)).isEmpty())
                .map(variable -> "nobody makes the topic of " + variable);
        Stream<String> events = made(overlay, EVENTS, names.get(EVENTS)).stream()
                .flatMap(made -> Stream.concat(
                        unless(made.partitions() == PARTITIONS, "the events have " + made.partitions() + " partitions"),
                        unless(made.forEver(), "the events are not kept for ever")));
        return Stream.of(missing, events, lag(overlay)).flatMap(all -> all);
    }

    private static Optional<Made> made(Overlay overlay, String variable, @Nullable String name) {
        Stream<Made> byJob = overlay.find("Job", "topics").stream()
                .flatMap(job -> each(job.podTemplate().at("/spec/containers/0/command")))
                .flatMap(script -> CREATED.matcher(script.asText()).results())
                .filter(created -> created.group(1).equals(variable))
                .map(created -> new Made(
                        Integer.parseInt(created.group(2)),
                        created.group(3).contains("retention.ms=-1 ")
                                && created.group(3).endsWith("retention.bytes=-1")));
        Stream<Made> byStrimzi = overlay.all("KafkaTopic")
                .filter(topic -> topic.name().equals(name))
                .map(topic -> new Made(topic.at("/spec/partitions").asInt(), isKept(topic.at("/spec/config"))));
        return Stream.concat(byJob, byStrimzi).findFirst();
    }

    private static boolean isKept(JsonNode config) {
        return config.path("retention.ms").asInt() == -1
                && config.path("retention.bytes").asInt() == -1
                && config.path("cleanup.policy").asText("delete").equals("delete");
    }

    /** KEDA watches the same servers, topic and group that the query side reads. */
    private static Stream<String> lag(Overlay overlay) {
        Map<String, String> wanted = Map.of(
                "bootstrapServers", "KAFKA_BOOTSTRAP_SERVERS", "topic", EVENTS, "consumerGroup", "CONSUMER_GROUP");
        return overlay.all("ScaledObject").flatMap(scaler -> {
            Map<String, String> set =
                    overlay
                            .find(
                                    "Deployment",
                                    scaler.at("/spec/scaleTargetRef/name").asText())
                            .stream()
                            .flatMap(service -> Variables.set(overlay, service))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            return wanted.entrySet().stream()
                    .filter(pair -> !scaler.at("/spec/triggers/0/metadata")
                            .path(pair.getKey())
                            .asText()
                            .equals(set.get(pair.getValue())))
                    .map(pair -> scaler + " watches another " + pair.getKey() + " than " + pair.getValue());
        });
    }
}
