package io.cartulary.command.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.command.relay.Topic;
import io.restassured.path.json.JsonPath;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The topic of rejections, as a sender of commands reads it. */
@Dependent
public final class Rejections {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, Object> broker;
    private final String name;

    @Inject
    Rejections(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "mp.messaging.outgoing.refused.topic") String name) {
        this.broker = broker;
        this.name = name;
    }

    /** Makes the topic, where a profile has named one that there is not. */
    void createTopic() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.get("bootstrap.servers")))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The problem that the sender of that command is told. */
    JsonPath await(String commandId) {
        return await(answer -> header(answer, "ce_commandid").equals(commandId));
    }

    /** The first problem in the topic. */
    JsonPath awaitFirst() {
        return await(_ -> true);
    }

    private JsonPath await(Predicate<ConsumerRecord<String, String>> wanted) {
        try (var consumer = Topic.consumer(broker)) {
            consumer.assign(consumer.partitionsFor(name).stream()
                    .map(known -> new TopicPartition(name, known.partition()))
                    .toList());
            return Awaitility.await()
                    .atMost(PATIENCE)
                    .until(
                            () -> StreamSupport.stream(
                                            consumer.poll(Duration.ofMillis(100))
                                                    .spliterator(),
                                            false)
                                    .filter(wanted)
                                    .findFirst()
                                    .map(answer -> JsonPath.from(answer.value()))
                                    .orElse(null),
                            Objects::nonNull);
        }
    }

    private static String header(ConsumerRecord<String, String> answer, String header) {
        return new String(answer.headers().lastHeader(header).value(), UTF_8);
    }
}
