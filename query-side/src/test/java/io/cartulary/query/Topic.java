package io.cartulary.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.KafkaBinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** The topic that the service under test projects. */
public final class Topic implements AutoCloseable {

    private final String name = configured("mp.messaging.incoming.events.topic");
    private final KafkaProducer<String, String> producer = new KafkaProducer<>(
            Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    configured("kafka.bootstrap.servers"),
                    ProducerConfig.ACKS_CONFIG,
                    "all"),
            new StringSerializer(),
            new StringSerializer());

    /** Sends the events as the relay would, and returns when Kafka has them. */
    public void send(List<Envelope> events) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        events.forEach(event -> sent.add(producer.send(KafkaBinding.toRecord(name, event))));
        sent.forEach(Topic::offset);
    }

    /** The same for a single use. */
    public static void sendOnce(List<Envelope> events) {
        try (var topic = new Topic()) {
            topic.send(events);
        }
    }

    /** Sends a record that the relay never would, and returns its offset. */
    long sendStray(int partition, Map<String, String> headers, String value) {
        var stray = new ProducerRecord<String, String>(name, partition, null, value);
        headers.forEach((header, text) -> stray.headers().add(header, text.getBytes(UTF_8)));
        return offset(producer.send(stray));
    }

    /** Rebalances the topic's partitions: the service loses its own briefly, as in a restart. */
    void rebalance() {
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        configured("kafka.bootstrap.servers"),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        configured("mp.messaging.incoming.events.group.id")),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(name));
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(100));
                return !consumer.assignment().isEmpty();
            });
        }
    }

    /** Deletes all records of the partition, as a retention limit does. */
    void deleteAll(int partition) {
        var place = new TopicPartition(name, partition);
        try (Admin admin = Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, configured("kafka.bootstrap.servers")))) {
            admin.deleteRecords(Map.of(place, RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("Kafka did not delete the records", e);
        }
    }

    private static long offset(Future<RecordMetadata> sent) {
        try {
            return sent.get().offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("Kafka did not take an event", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private static String configured(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }
}
