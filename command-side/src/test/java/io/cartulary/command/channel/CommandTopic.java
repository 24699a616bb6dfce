package io.cartulary.command.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.contracts.StreamId;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** The topic of commands, as other systems use it. */
public final class CommandTopic {

    private CommandTopic() {}

    /** A command with a new id. */
    public static ProducerRecord<String, String> command(String source, StreamId stream, String type, String body) {
        return command(UUID.randomUUID().toString(), source, stream, type, body);
    }

    static ProducerRecord<String, String> command(String id, String source, StreamId stream, String type, String body) {
        var command = new ProducerRecord<>(configured("mp.messaging.incoming.commands.topic"), stream.rootId(), body);
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", id,
                        "ce_type", type,
                        "ce_source", source,
                        "ce_subject", stream.toString())
                .forEach((name, value) -> command.headers().add(name, value.getBytes(UTF_8)));
        return command;
    }

    /** Returns when Kafka has the record. */
    public static void send(ProducerRecord<String, String> command) {
        Map<String, Object> broker = Map.of("bootstrap.servers", configured("kafka.bootstrap.servers"));
        try (var producer = new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer())) {
            producer.send(command).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError("Kafka did not take a command", e);
        }
    }

    private static String configured(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }
}
