package io.cartulary.command.relay;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A producer that is made for its first record, and replaced until Kafka has acknowledged a record to it. It is used on one
 * thread.
 *
 * <p>A producer asks for its id once. If Kafka refuses its password, or shows a wrong certificate, just then, the request
 * is lost (kafka-clients 4.4, {@code Sender.runOnce}): the producer never gets an id and never sends a record, also when
 * Kafka would let it in. A producer with an acknowledgement has its id. It outlives a refused password and withdrawn
 * rights, and is never replaced: so the order that it keeps holds, and nothing is sent twice.
 */
final class RenewableProducer<K, V> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(RenewableProducer.class);

    private final Supplier<Producer<K, V>> maker;
    private final Consumer<Producer<K, V>> admitted;
    private final Duration answerWithin;
    private final Duration closeWithin;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("relay-producer").factory());

    /** Accessed on the thread only. */
    private @Nullable Generation current;

    /**
     * @param admitted gets a producer after its first acknowledgement
     * @param answerWithin how long the first record of a producer may be without an answer
     * @param closeWithin how long the records on their way to Kafka may take at the end
     */
    RenewableProducer(
            Supplier<Producer<K, V>> maker,
            Consumer<Producer<K, V>> admitted,
            Duration answerWithin,
            Duration closeWithin) {
        this.maker = maker;
        this.admitted = admitted;
        this.answerWithin = answerWithin;
        this.closeWithin = closeWithin;
    }

    /** One of the producers. */
    private final class Generation {

        private final Producer<K, V> kafka = maker.get();
        private volatile boolean acknowledged;

        void send(ProducerRecord<K, V> next, Callback callback) {
            try {
                var _ = kafka.send(next, (metadata, failure) -> {
                    answered(failure);
                    callback.onCompletion(metadata, failure);
                });
            } catch (RuntimeException failure) {
                answered(failure);
                throw failure;
            }
        }

        private void answered(@Nullable Exception failure) {
            if (acknowledged) {
                return;
            }
            if (failure == null) {
                acknowledged = true;
                onThread(() -> admitted.accept(kafka));
            } else {
                replaceUnlessAcknowledged();
            }
        }

        void replaceUnlessAcknowledged() {
            onThread(() -> {
                if (current == this && !acknowledged) {
                    LOG.warn("Kafka has acknowledged nothing to the relay's producer; the next record gets a new one");
                    current = null;
                    kafka.close(Duration.ZERO);
                }
            });
        }
    }

    /** Runs something on the thread. */
    void onThread(Runnable task) {
        thread.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("a defect in sending to Kafka", e);
            }
        });
    }

    /** Sends a record; may throw instead of calling back. On the thread only. */
    void send(ProducerRecord<K, V> next, Callback callback) {
        generation().send(next, callback);
    }

    private Generation generation() {
        Generation generation = current;
        if (generation == null) {
            generation = new Generation();
            current = generation;
            var _ = Infrastructure.getDefaultWorkerPool()
                    .schedule(generation::replaceUnlessAcknowledged, answerWithin.toNanos(), TimeUnit.NANOSECONDS);
        }
        return generation;
    }

    @Override
    public void close() {
        onThread(() -> {
            if (current != null) {
                current.kafka.close(closeWithin);
            }
        });
        thread.close();
    }
}
