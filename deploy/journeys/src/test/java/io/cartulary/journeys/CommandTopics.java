package io.cartulary.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics of commands and of their rejections, as another system uses them. */
final class CommandTopics implements AutoCloseable {

    private static final Duration A_SLOW_MACHINE = Duration.ofMinutes(1);

    private final World world;
    private final Map<String, Object> broker;
    private final Admin admin;

    CommandTopics(Endpoints endpoints, World world) {
        this.world = world;
        this.broker = Map.of("bootstrap.servers", endpoints.kafkaBootstrap());
        this.admin = Admin.create(broker);
    }

    /** Waits until the command service reads commands. */
    void awaitAConsumer() {
        String group = world.consumerGroup() + "-commands";
        await().alias("the command service reads commands")
                .atMost(A_SLOW_MACHINE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(admin.describeConsumerGroups(List.of(group))
                                .all()
                                .get()
                                .values())
                        .flatExtracting(ConsumerGroupDescription::members)
                        .isNotEmpty()
                        .allMatch(
                                member -> !member.assignment().topicPartitions().isEmpty()));
    }

    /** Sends a command of a type that there is not, which is rejected, and returns its id. */
    String sendOfUnknownType() throws ExecutionException, InterruptedException {
        String id = UUID.randomUUID().toString();
        var command = new ProducerRecord<>(world.commandsTopic(), id, "{}");
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", id,
                        "ce_type", "cart.paint.v1",
                        "ce_source", "journeys",
                        "ce_subject", "cart:" + UUID.randomUUID())
                .forEach((name, value) -> command.headers().add(name, value.getBytes(UTF_8)));
        try (var producer = new KafkaProducer<>(broker, new StringSerializer(), new StringSerializer())) {
            producer.send(command).get();
        }
        return id;
    }

    void awaitRejection(String commandId, Duration within) {
        List<String> rejected = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(broker, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(world.refusedTopic()).stream()
                    .map(known -> new TopicPartition(world.refusedTopic(), known.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(within).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(next -> rejected.add(new String(
                                next.headers().lastHeader("ce_commandid").value(), UTF_8)));
                assertThat(rejected)
                        .as("commands whose rejection is in the topic")
                        .contains(commandId);
            });
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
