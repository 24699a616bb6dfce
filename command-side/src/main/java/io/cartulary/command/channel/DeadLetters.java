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
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the records of the channel that could be neither carried out nor answered, in a separate topic, unchanged and
 * with the reason. An operator may have them sent again, once the cause is fixed.
 */
@ApplicationScoped
class DeadLetters {

    private static final String CHANNEL = "set-aside";

    /** The header with the reason. */
    private static final String REASON = "cartulary_reason";

    /** A set-aside record may have any size; a list of them is limited. */
    private static final int SHOWN = 4000;

    /** The number of bytes that are read at once; a single larger record is read as well. */
    private static final int FETCHED = 4 * 1024 * 1024;

    private final KafkaClientService clients;
    private final Map<String, Object> broker;
    private final String topic;
    private final String commands;
    private final ChannelConfig config;

    /** @param declaresTheChannel otherwise unused: Quarkus makes no producer for a channel that is not injected */
    DeadLetters(
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
     * A set-aside record and its place.
     *
     * @param text its body, as far as it is text. Of this, as of the key and of each header, the first {@value #SHOWN}
     * characters
     */
    @Schema(name = "SetAsideRecord")
    record Item(
            int partition,
            long offset,
            Instant at,
            String key,
            Map<String, String> headers,
            String reason,
            String text) {}

    /**
     * Completes when Kafka has the record. A record that has no room for the reason is replaced by a pointer to its
     * place in the channel.
     */
    Uni<Void> put(ConsumerRecord<String, byte[]> polled, String reason) {
        return put(new ProducerRecord<>(topic, null, polled.key(), polled.value(), polled.headers()), reason)
                .onFailure(RecordTooLargeException.class)
                .recoverWithUni(() -> put(
                        new ProducerRecord<>(topic, null, null),
                        "%s; it is too large to be kept, and is in %s-%d at offset %d"
                                .formatted(reason, polled.topic(), polled.partition(), polled.offset())));
    }

    private Uni<Void> put(ProducerRecord<String, byte[]> kept, String reason) {
        kept.headers().remove(REASON).add(REASON, reason.getBytes(UTF_8));
        return send(kept);
    }

    /** The latest records, newest first. */
    Uni<List<Item>> latest() {
        return reading(consumer -> {
            List<TopicPartition> partitions = partitions(consumer);
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            ends.values().removeIf(end -> end == 0);
            consumer.assign(ends.keySet());
            ends.forEach((partition, end) ->
                    consumer.seek(partition, Math.max(beginnings.getOrDefault(partition, 0L), end - config.listed())));
            return readUpTo(ends, consumer, DeadLetters::item).stream()
                    .sorted((one, other) -> other.at().compareTo(one.at()))
                    .limit(config.listed())
                    .toList();
        });
    }

    /** Sends a record to the channel again. Empty when there is no record at that place. */
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
        return readUpTo(Map.of(place, offset + 1), consumer, Function.identity()).stream()
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

    private <T> List<T> readUpTo(
            Map<TopicPartition, Long> ends,
            KafkaConsumer<String, byte[]> consumer,
            Function<ConsumerRecord<String, byte[]>, T> kept) {
        var records = new ArrayList<T>();
        Instant deadline = Instant.now().plus(config.listWithin());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (Instant.now().isAfter(deadline)) {
                throw new TimeoutException("set-aside records can't be read within " + config.listWithin());
            }
            consumer.poll(Duration.ofMillis(100)).forEach(next -> records.add(kept.apply(next)));
        }
        return records;
    }

    private static Item item(ConsumerRecord<String, byte[]> kept) {
        var headers = new TreeMap<String, String>();
        for (Header header : kept.headers()) {
            headers.put(shown(header.key()), shown(header.value()));
        }
        String reason = headers.remove(REASON);
        return new Item(
                kept.partition(),
                kept.offset(),
                Instant.ofEpochMilli(kept.timestamp()),
                shown(String.valueOf(kept.key())),
                headers,
                String.valueOf(reason),
                shown(kept.value()));
    }

    /** A header or a value may be null in Kafka. */
    private static String shown(byte @Nullable [] bytes) {
        return bytes == null ? "" : shown(new String(bytes, UTF_8));
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(SHOWN, text.length()));
    }

    /** Runs the function with a new consumer, on a thread that may block. */
    private <T> Uni<T> reading(Function<KafkaConsumer<String, byte[]>, T> read) {
        return Uni.createFrom()
                .item(() -> {
                    var settings = new HashMap<>(broker);
                    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int)
                            config.listWithin().toMillis());
                    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
                    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCHED);
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
