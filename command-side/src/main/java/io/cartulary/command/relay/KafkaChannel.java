package io.cartulary.command.relay;

import io.cartulary.contracts.Channels;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.KafkaBinding;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/**
 * Sends to the topic of the channel {@code events} with the channel's own producer, but bypasses the channel:
 * SmallRye's sink retries each record by itself, outside the producer, and so reorders the records of one key
 * (smallrye-reactive-messaging issue 1299). The producer itself keeps the order: it is idempotent, and retries without
 * end. Where the broker doesn't know the producer yet, {@link FirstRecords} keep it.
 *
 * <p>Batches of all partitions that arrive while the sending thread is busy are sent together in its next run: one run
 * for each batch would cost more than the sending does.
 */
@ApplicationScoped
public class KafkaChannel implements PartitionRelay.Channel {

    private static final Logger LOG = Logger.getLogger(KafkaChannel.class);

    private final KafkaClientService clients;
    private final String topic;
    private final Queue<Sending> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean turnAsked = new AtomicBoolean();
    private final AcknowledgedOffsets offsets = new AcknowledgedOffsets();
    private final FirstRecords<ProducerRecord<String, String>> firstRecords;

    /** @param declaresTheChannel otherwise unused: Quarkus makes no producer for a channel that is not injected */
    KafkaChannel(
            KafkaClientService clients,
            RelayConfig config,
            @ConfigProperty(name = "mp.messaging.outgoing.events.topic", defaultValue = Channels.EVENTS) String topic,
            @Channel("events") MutinyEmitter<String> declaresTheChannel) {
        this.clients = clients;
        this.topic = topic;
        this.firstRecords = new FirstRecords<>(this::enqueue, config.producerKnownFor(), System::nanoTime);
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
                askForATurn();
            }
        });
    }

    private void askForATurn() {
        KafkaProducer<String, String> producer = Objects.requireNonNull(clients.getProducer("events"), "producer");
        Consumer<Producer<String, String>> turn = this::takeTurn;
        producer.runOnSendingThread(turn)
                .subscribe()
                .with(_ -> {}, failure -> LOG.errorf(failure, "a defect in sending to Kafka"));
    }

    /** While Kafka is unreachable, the first record fails after a wait; the others then fail without one. */
    private void takeTurn(Producer<String, String> kafka) {
        turnAsked.set(false);
        boolean reachable = true;
        for (Sending next = waiting.poll(); next != null; next = waiting.poll()) {
            if (reachable) {
                reachable = next.handOver(kafka);
            } else {
                next.giveUp();
            }
        }
    }
}
