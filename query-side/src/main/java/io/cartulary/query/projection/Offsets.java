package io.cartulary.query.projection;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The consumer group's place in the topic. Commits are ours and not the connector's: its throttled commits give up
 * when a batch takes longer than a minute, as it does while Cassandra is away, and its others commit partition by
 * partition.
 */
@ApplicationScoped
public class Offsets {

    /** The incoming channel, and the group's consumer. */
    static final String CHANNEL = "events";

    private static final Logger LOG = Logger.getLogger(Offsets.class);
    private static final Duration TIME_FOR_LAG = Duration.ofSeconds(1);

    private final KafkaClientService clients;
    private final Assignments assignments;
    private final String topic;

    Offsets(
            KafkaClientService clients,
            Assignments assignments,
            @ConfigProperty(name = "mp.messaging.incoming.events.topic") String topic) {
        this.clients = clients;
        this.assignments = assignments;
        this.topic = topic;
    }

    /** Commits behind these events, without waiting for it: a commit that is lost makes for replays, and they change nothing. */
    void commit(List<Polled> lasts) {
        Map<TopicPartition, OffsetAndMetadata> behind = lasts.stream()
                // Another replica may be further by now in a partition that has gone to it.
                .filter(last -> assignments.has(last.partition()))
                .collect(toMap(
                        last -> new TopicPartition(topic, last.partition()),
                        last -> new OffsetAndMetadata(last.offset() + 1)));
        if (!behind.isEmpty()) {
            consumer()
                    .commitAsync(behind)
                    .subscribe()
                    .with(_ -> {}, failure -> LOG.warnf("not committed to Kafka: %s", failure.getMessage()));
        }
    }

    /** How many records of each partition assigned here are behind the last commit. */
    Uni<Map<Integer, Long>> lag() {
        Function<Consumer<String, String>, Map<Integer, Long>> asked = Offsets::lag;
        return consumer().runOnPollingThread(asked);
    }

    private KafkaConsumer<String, String> consumer() {
        return clients.getConsumer(CHANNEL);
    }

    private static Map<Integer, Long> lag(Consumer<String, String> consumer) {
        var assigned = consumer.assignment();
        var committed = consumer.committed(assigned, TIME_FOR_LAG);
        return consumer.endOffsets(assigned, TIME_FOR_LAG).entrySet().stream()
                .collect(toMap(end -> end.getKey().partition(), end -> {
                    var place = committed.get(end.getKey());
                    return end.getValue() - (place == null ? 0 : place.offset());
                }));
    }
}
