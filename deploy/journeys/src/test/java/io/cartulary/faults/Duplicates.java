package io.cartulary.faults;

import io.cartulary.contracts.Channels;
import io.cartulary.localstack.Endpoints;
import io.cartulary.localstack.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends the records of the topic again, in another order and some of them several times. */
final class Duplicates {

    private Duplicates() {}

    /** @return the number of records sent */
    static int send(Endpoints endpoints, World world, Random random, int most) throws InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> records = read(endpoints, world);
        if (records.isEmpty()) {
            return 0;
        }
        List<Future<?>> sent = new ArrayList<>();
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", endpoints.kafkaBootstrap(), "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < most; i++) {
                ConsumerRecord<byte[], byte[]> again = records.get(random.nextInt(records.size()));
                sent.add(producer.send(new ProducerRecord<>(
                        again.topic(), again.partition(), again.key(), again.value(), again.headers())));
            }
            for (Future<?> future : sent) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("Kafka did not take a duplicate", e);
        }
        return sent.size();
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(Endpoints endpoints, World world) {
        List<TopicPartition> partitions = IntStream.range(0, Channels.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(world.topic(), partition))
                .toList();
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", endpoints.kafkaBootstrap(), "enable.auto.commit", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
