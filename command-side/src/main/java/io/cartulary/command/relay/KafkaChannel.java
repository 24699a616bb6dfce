package io.cartulary.command.relay;

import io.cartulary.command.relay.PartitionRelay.Sent;
import io.cartulary.contracts.Channels;
import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.KafkaBinding;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/**
 * Sends to the channel {@code events} with the channel's own producer, but past the channel: SmallRye's sink retries
 * each record by itself, outside the producer, and so reorders the records of one key (smallrye-reactive-messaging
 * issue 1299). The producer itself keeps the order: idempotent, and its retries never give up.
 */
@ApplicationScoped
class KafkaChannel implements PartitionRelay.Channel {

    private static final Logger LOG = Logger.getLogger(KafkaChannel.class);

    private final KafkaClientService clients;
    private final String topic;

    /**
     * @param declaresTheChannel unused otherwise: a channel that nobody injects has no producer
     */
    KafkaChannel(
            KafkaClientService clients,
            @ConfigProperty(name = "mp.messaging.outgoing.events.topic", defaultValue = Channels.EVENTS) String topic,
            @Channel("events") MutinyEmitter<String> declaresTheChannel) {
        this.clients = clients;
        this.topic = topic;
    }

    @Override
    public Uni<Sent> send(List<Envelope> page) {
        KafkaProducer<String, String> producer = Objects.requireNonNull(clients.getProducer("events"), "producer");
        Function<Producer<String, String>, List<CompletableFuture<RecordMetadata>>> sending =
                kafka -> sendInOrder(kafka, page);
        return producer.runOnSendingThread(sending)
                .chain(acknowledged -> Uni.createFrom()
                        .completionStage(CompletableFuture.allOf(acknowledged.toArray(CompletableFuture[]::new)))
                        .onItemOrFailure()
                        .transform((_, failure) -> sent(page, acknowledged, failure)));
    }

    /**
     * Stops at the first record that fails at once, as all do while Kafka can't be found: a later one that came through
     * would stand before it.
     */
    private List<CompletableFuture<RecordMetadata>> sendInOrder(Producer<String, String> kafka, List<Envelope> page) {
        var acknowledged = new ArrayList<CompletableFuture<RecordMetadata>>(page.size());
        for (Envelope envelope : page) {
            var acknowledgement = new CompletableFuture<RecordMetadata>();
            acknowledged.add(acknowledgement);
            var _ = kafka.send(KafkaBinding.toRecord(topic, envelope), (metadata, failure) -> {
                if (failure == null) {
                    acknowledgement.complete(metadata);
                } else {
                    acknowledgement.completeExceptionally(failure);
                }
            });
            if (acknowledgement.isCompletedExceptionally()) {
                break;
            }
        }
        return acknowledged;
    }

    private static Sent sent(
            List<Envelope> page, List<CompletableFuture<RecordMetadata>> acknowledged, Throwable failure) {
        int count = 0;
        while (count < acknowledged.size() && !acknowledged.get(count).isCompletedExceptionally()) {
            count++;
        }
        if (failure != null) {
            LOG.warnf("Kafka took %d of %d events: %s", count, page.size(), failure.getMessage());
        }
        return new Sent(page.getFirst().position() - 1 + count, count == page.size());
    }
}
