package io.cartulary.load.bench.service;

import io.cartulary.contracts.KafkaBinding;
import io.cartulary.load.bench.server.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Records the arrival time of every new record of a topic at a consumer. */
public final class Arrivals implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<Place, Long> arrivals = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> watching = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean stopping;

    /** The place of an event, as in the Consistency-Token: {@code partition:position}. */
    public record Place(int partition, long position) {

        public static Place parse(String token) {
            int colon = token.indexOf(':');
            return new Place(
                    Integer.parseInt(token, 0, colon, 10), Long.parseLong(token, colon + 1, token.length(), 10));
        }
    }

    /** Returns when the consumer is reading. */
    static Arrivals watch(String bootstrap, String topic) throws Exception {
        var arrivals = new Arrivals();
        Thread.ofPlatform().name("arrivals").daemon().start(() -> arrivals.consume(bootstrap, topic));
        arrivals.watching.get(30, TimeUnit.SECONDS);
        return arrivals;
    }

    private void consume(String bootstrap, String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = Topic.consumer(bootstrap)) {
            consumer.assign(Topic.partitions(topic));
            consumer.seekToEnd(consumer.assignment());
            consumer.assignment().forEach(consumer::position);
            watching.complete(null);
            while (!stopping) {
                var records = consumer.poll(POLL);
                long now = System.nanoTime();
                for (ConsumerRecord<byte[], byte[]> each : records) {
                    arrivals.putIfAbsent(new Place(each.partition(), KafkaBinding.position(each)), now);
                }
            }
            ended.complete(null);
        } catch (RuntimeException failure) {
            watching.completeExceptionally(failure);
            ended.completeExceptionally(failure);
        }
    }

    /** The {@link System#nanoTime} of each arrival, by the event's place in the log. */
    Map<Place, Long> soFar() {
        return arrivals;
    }

    @Override
    public void close() {
        stopping = true;
        ended.join();
    }
}
