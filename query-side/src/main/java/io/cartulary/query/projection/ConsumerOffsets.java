package io.cartulary.query.projection;

import static java.util.stream.Collectors.toMap;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The consumer group's offsets in the topic. The service commits by itself: the connector's throttled commits fail when
 * a batch takes longer than a minute, as it does while Cassandra is unavailable, and its other strategies commit
 * partition by partition.
 */
@ApplicationScoped
public class ConsumerOffsets {

    private static final Logger LOG = Logger.getLogger(ConsumerOffsets.class);
    private static final Duration TIME_FOR_LAG = Duration.ofSeconds(1);

    private final KafkaClientService clients;
    private final Assignments assignments;
    private final String topic;
    private final Duration commitEvery;
    private final Map<Integer, Long> uncommitted = new HashMap<>();
    /** Whether it is too early for the next commit. */
    private boolean resting;

    private boolean stopping;

    ConsumerOffsets(
            KafkaClientService clients,
            Assignments assignments,
            ProjectionConfig config,
            @ConfigProperty(name = "mp.messaging.incoming.events.topic") String topic) {
        this.clients = clients;
        this.assignments = assignments;
        this.topic = topic;
        this.commitEvery = config.commitEvery();
    }

    /**
     * Commits these offsets soon, together with later ones, and without waiting for the result: a lost commit causes
     * replays, which change nothing.
     *
     * @param behind the last processed record, by partition
     */
    void commit(Map<Integer, Long> behind) {
        boolean isTime;
        synchronized (uncommitted) {
            uncommitted.putAll(behind);
            isTime = !resting;
            resting = true;
        }
        if (isTime) {
            commit();
        }
    }

    /** Commits now, and again at the interval while there are offsets to commit. */
    private void commit() {
        Map<Integer, Long> behind;
        boolean goesOn;
        synchronized (uncommitted) {
            behind = Map.copyOf(uncommitted);
            uncommitted.clear();
            goesOn = !behind.isEmpty() && !stopping;
            resting = goesOn;
        }
        send(behind);
        if (goesOn) {
            Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(commitEvery)
                    .subscribe()
                    .with(_ -> commit());
        }
    }

    void stop(@Observes ShutdownEvent stop) {
        synchronized (uncommitted) {
            stopping = true;
        }
        commit();
    }

    private void send(Map<Integer, Long> behind) {
        Map<TopicPartition, OffsetAndMetadata> places = behind.entrySet().stream()
                // Another replica may have advanced further in a partition that it has taken over.
                .filter(place -> assignments.has(place.getKey()))
                .collect(toMap(
                        place -> new TopicPartition(topic, place.getKey()),
                        place -> new OffsetAndMetadata(place.getValue())));
        if (!places.isEmpty()) {
            consumer()
                    .commitAsync(places)
                    .subscribe()
                    .with(_ -> {}, failure -> LOG.warnf("not committed to Kafka: %s", failure.getMessage()));
        }
    }

    /** Polls the partition again from the offset, if this replica has polled beyond it. */
    void rewind(int partition, long offset) {
        var place = new TopicPartition(topic, partition);
        java.util.function.Consumer<Consumer<String, String>> back = consumer -> {
            if (consumer.assignment().contains(place) && consumer.position(place) > offset) {
                consumer.seek(place, offset);
            }
        };
        consumer()
                .runOnPollingThread(back)
                .subscribe()
                .with(_ -> {}, failure -> LOG.warnf("not rewound: %s", failure.getMessage()));
    }

    /** The number of records after the last commit that Kafka still has, for each partition assigned to this replica. */
    Uni<Map<Integer, Long>> lag() {
        Function<Consumer<String, String>, Map<Integer, Long>> asked = ConsumerOffsets::lag;
        return consumer().runOnPollingThread(asked);
    }

    private KafkaConsumer<String, String> consumer() {
        return clients.getConsumer(Assignments.CHANNEL);
    }

    private static Map<Integer, Long> lag(Consumer<String, String> consumer) {
        var assigned = consumer.assignment();
        var committed = consumer.committed(assigned, TIME_FOR_LAG);
        var beginnings = consumer.beginningOffsets(assigned, TIME_FOR_LAG);
        return consumer.endOffsets(assigned, TIME_FOR_LAG).entrySet().stream()
                .collect(toMap(end -> end.getKey().partition(), end -> {
                    var place = committed.get(end.getKey());
                    return lag(
                            place == null ? 0 : place.offset(),
                            beginnings.getOrDefault(end.getKey(), 0L),
                            end.getValue());
                }));
    }

    /**
     * The number of records that are there and not processed.
     *
     * @param committed the offset behind the last processed record; larger than the end when the topic was made again
     * @param beginning the offset of the first record that Kafka has not deleted
     * @param end the offset behind the last record
     */
    public static long lag(long committed, long beginning, long end) {
        return Math.max(0, end - Math.max(committed, beginning));
    }
}
