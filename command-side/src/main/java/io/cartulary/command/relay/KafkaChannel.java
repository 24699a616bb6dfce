package io.cartulary.command.relay;

import io.cartulary.contracts.Channels;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.KafkaBinding;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;

/**
 * Sends to the topic of the channel {@code events}, with its configuration, but bypasses the channel: SmallRye's sink
 * retries each record by itself, outside the producer, and so reorders the records of one key
 * (smallrye-reactive-messaging issue 1299), and its producer can't be replaced. The producer here keeps the order: it is
 * idempotent, and retries without end. Where the broker doesn't know it yet, {@link FirstRecords} keep the order.
 *
 * <p>Batches of all partitions that arrive while the sending thread is busy are sent together in its next run: one run
 * for each batch would cost more than the sending does.
 */
@ApplicationScoped
public class KafkaChannel implements PartitionRelay.Channel {

    private static final String CHANNEL = "events";

    private final KafkaClientService clients;
    private final String topic;
    private final Queue<Sending> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean turnAsked = new AtomicBoolean();
    private final AcknowledgedOffsets offsets = new AcknowledgedOffsets();
    private final FirstRecords<ProducerRecord<String, String>> firstRecords;
    private final RenewableProducer<String, String> producer;

    /**
     * @param admitted has metrics of the producer made
     * @param declaresTheChannel otherwise unused: Quarkus knows no channel that is not injected
     */
    KafkaChannel(
            KafkaClientService clients,
            RelayConfig config,
            @ConfigProperty(name = "mp.messaging.outgoing.events.topic", defaultValue = Channels.EVENTS) String topic,
            Event<Producer<?, ?>> admitted,
            @Channel(CHANNEL) MutinyEmitter<String> declaresTheChannel) {
        this.clients = clients;
        this.topic = topic;
        this.firstRecords = new FirstRecords<>(this::enqueue, config.producerKnownFor(), System::nanoTime);
        this.producer = new RenewableProducer<>(
                this::newProducer, admitted::fire, config.firstAnswerWithin(), config.releaseWithin());
    }

    private Producer<String, String> newProducer() {
        Map<String, ?> configuration =
                Objects.requireNonNull(clients.getProducer(CHANNEL), "channel").configuration();
        return new KafkaProducer<>(new HashMap<>(configuration), new StringSerializer(), new StringSerializer());
    }

    @PreDestroy
    void close() {
        producer.close();
    }

    @Override
    public Uni<Sent> send(List<Envelope> batch) {
        var spans = new PublishSpans(topic);
        Uni<Sent> sent = send(batch, spans::publish);
        return spans.isEmpty() ? sent : sent.onTermination().invoke((result, _, _) -> spans.end(result));
    }

    /**
     * Sends events that are in Kafka already.
     *
     * @param publishedUpTo the position up to which everything of their partition is in Kafka
     */
    public Uni<Sent> sendAgain(List<Envelope> batch, long publishedUpTo) {
        return send(batch, event -> KafkaBinding.toReplayedRecord(topic, event, publishedUpTo));
    }

    /** After Kafka has lost records of the partition: its offsets may begin at any other one. */
    void forget(int partition) {
        offsets.forget(partition);
    }

    private Uni<Sent> send(List<Envelope> batch, Function<Envelope, ProducerRecord<String, String>> binding) {
        Envelope first = batch.getFirst();
        return firstRecords.send(
                first.partition(), first.position(), batch.stream().map(binding).toList());
    }

    private Uni<Sent> enqueue(long firstPosition, List<ProducerRecord<String, String>> records) {
        return Uni.createFrom().emitter(sender -> {
            waiting.add(new Sending(records, firstPosition, sender, offsets));
            if (turnAsked.compareAndSet(false, true)) {
                producer.onThread(this::takeTurn);
            }
        });
    }

    /** While Kafka is unreachable, the first record fails after a wait; the others then fail without one. */
    private void takeTurn() {
        turnAsked.set(false);
        boolean reachable = true;
        for (Sending next = waiting.poll(); next != null; next = waiting.poll()) {
            if (reachable) {
                reachable = next.handOver(producer);
            } else {
                next.giveUp();
            }
        }
    }
}
