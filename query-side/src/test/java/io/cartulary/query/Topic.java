package io.cartulary.query;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.KafkaBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** The topic that the service under test projects. */
final class Topic implements AutoCloseable {

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
    void send(List<Envelope> events) {
        List<Future<?>> sent = new ArrayList<>();
        events.forEach(event -> sent.add(producer.send(KafkaBinding.toRecord(name, event))));
        for (Future<?> future : sent) {
            try {
                future.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError("Kafka did not take an event", e);
            }
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
