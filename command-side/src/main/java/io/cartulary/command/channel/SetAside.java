package io.cartulary.command.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.contracts.Channels;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;

/**
 * Keeps what came over the channel and could not be carried out nor answered, in a topic of its own, just as it came and
 * with the reason. An operator may have it sent again, when whatever was wrong is mended.
 */
@ApplicationScoped
class SetAside {

    private static final String CHANNEL = "set-aside";

    /** The header that says why. */
    private static final String REASON = "cartulary_reason";

    private final KafkaClientService clients;
    private final Map<String, Object> broker;
    private final String topic;
    private final String commands;
    private final ChannelConfig config;

    /** @param declaresTheChannel unused otherwise: a channel that nobody injects has no producer */
    SetAside(
            KafkaClientService clients,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            @ConfigProperty(name = "mp.messaging.outgoing.set-aside.topic", defaultValue = Channels.SET_ASIDE)
                    String topic,
            @ConfigProperty(name = "mp.messaging.incoming.commands.topic", defaultValue = Channels.COMMANDS)
                    String commands,
            ChannelConfig config,
            @Channel(CHANNEL) MutinyEmitter<byte[]> declaresTheChannel) {
        this.clients = clients;
        this.broker = broker;
        this.topic = topic;
        this.commands = commands;
        this.config = config;
    }

    /**
     * A record that is set aside, and where.
     *
     * @param text its body, as far as it is text
     */
    record Item(
            int partition,
            long offset,
            Instant at,
            String key,
            Map<String, String> headers,
            String reason,
            String text) {}

    /** Completes when Kafka has it. */
    Uni<Void> put(ConsumerRecord<String, byte[]> polled, String reason) {
        var kept = new ProducerRecord<>(topic, null, polled.key(), polled.value(), polled.headers());
        kept.headers().remove(REASON).add(REASON, reason.getBytes(UTF_8));
        return send(kept);
    }

    /** The latest, newest first. */
    Uni<List<Item>> latest() {
        return reading(consumer -> {
            List<TopicPartition> partitions = partitions(consumer);
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            ends.values().removeIf(end -> end == 0);
            consumer.assign(ends.keySet());
            ends.forEach((partition, end) ->
                    consumer.seek(partition, Math.max(beginnings.getOrDefault(partition, 0L), end - config.listed())));
            return readUpTo(ends, consumer).stream()
                    .map(SetAside::item)
                    .sorted((one, other) -> other.at().compareTo(one.at()))
                    .limit(config.listed())
                    .toList();
        });
    }

    /** Sends a record to the channel again. Empty when there is none at that place. */
    Uni<Optional<Item>> sendAgain(int partition, long offset) {
        return reading(consumer -> at(partition, offset, consumer)).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(Optional.empty());
            }
            ConsumerRecord<String, byte[]> kept = found.get();
            var again = new ProducerRecord<>(commands, null, kept.key(), kept.value(), kept.headers());
            again.headers().remove(REASON);
            return send(again).replaceWith(Optional.of(item(kept)));
        });
    }

    private Optional<ConsumerRecord<String, byte[]>> at(
            int partition, long offset, KafkaConsumer<String, byte[]> consumer) {
        var place = new TopicPartition(topic, partition);
        if (!partitions(consumer).contains(place) || !isWithin(offset, place, consumer)) {
            return Optional.empty();
        }
        consumer.assign(List.of(place));
        consumer.seek(place, offset);
        return readUpTo(Map.of(place, offset + 1), consumer).stream()
                .filter(kept -> kept.offset() == offset)
                .findFirst();
    }

    private static boolean isWithin(long offset, TopicPartition place, KafkaConsumer<String, byte[]> consumer) {
        long beginning = consumer.beginningOffsets(List.of(place)).getOrDefault(place, 0L);
        long end = consumer.endOffsets(List.of(place)).getOrDefault(place, 0L);
        return beginning <= offset && offset < end;
    }

    private List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        return consumer.partitionsFor(topic).stream()
                .map(known -> new TopicPartition(topic, known.partition()))
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> readUpTo(
            Map<TopicPartition, Long> ends, KafkaConsumer<String, byte[]> consumer) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        Instant deadline = Instant.now().plus(config.listWithin());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (Instant.now().isAfter(deadline)) {
                throw new TimeoutException("what is set aside can't be read within " + config.listWithin());
            }
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return records;
    }

    private static Item item(ConsumerRecord<String, byte[]> kept) {
        var headers = new TreeMap<String, String>();
        for (Header header : kept.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        String reason = headers.remove(REASON);
        return new Item(
                kept.partition(),
                kept.offset(),
                Instant.ofEpochMilli(kept.timestamp()),
                String.valueOf(kept.key()),
                headers,
                String.valueOf(reason),
                kept.value() == null ? "" : new String(kept.value(), UTF_8));
    }

    /** Does that with a consumer of its own, on a thread that may block. */
    private <T> Uni<T> reading(Function<KafkaConsumer<String, byte[]>, T> read) {
        return Uni.createFrom()
                .item(() -> {
                    var settings = new HashMap<>(broker);
                    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int)
                            config.listWithin().toMillis());
                    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
                    try (var consumer =
                            new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                        return read.apply(consumer);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Uni<Void> send(ProducerRecord<String, byte[]> next) {
        return Objects.requireNonNull(clients.<String, byte[]>getProducer(CHANNEL), "producer")
                .send(next)
                .replaceWithVoid();
    }
}
