package io.cartulary.command.relay;

import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A batch of one partition on its way to Kafka, which acknowledges the records of a partition in the order of sending.
 */
final class Sending {

    private static final Logger LOG = Logger.getLogger(Sending.class);

    private final List<ProducerRecord<String, String>> batch;
    private final long firstPosition;
    private final UniEmitter<? super Sent> sender;
    private final AcknowledgedOffsets offsets;

    private int handedOver;
    private int answered;
    private int acknowledged;
    private boolean complete;
    private @Nullable Exception failure;

    /** Of the last record that was acknowledged together with all before it. */
    private long offset = Acknowledged.NO_OFFSET;

    private @Nullable String loss;

    Sending(
            List<ProducerRecord<String, String>> batch,
            long firstPosition,
            UniEmitter<? super Sent> sender,
            AcknowledgedOffsets offsets) {
        this.batch = batch;
        this.firstPosition = firstPosition;
        this.sender = sender;
        this.offsets = offsets;
    }

    /**
     * Stops at the first record that fails at once, as all do while Kafka is unreachable: a later record that succeeded
     * would come before it.
     *
     * @return whether none failed at once
     */
    boolean handOver(RenewableProducer<String, String> kafka) {
        for (ProducerRecord<String, String> next : batch) {
            handOver(next, kafka);
            if (hasFailed()) {
                break;
            }
        }
        return allHandedOver();
    }

    /** Fails the batch without an attempt. */
    void giveUp() {
        allHandedOver();
    }

    private void handOver(ProducerRecord<String, String> next, RenewableProducer<String, String> kafka) {
        synchronized (this) {
            handedOver++;
        }
        try {
            kafka.send(next, this::answer);
        } catch (RuntimeException e) {
            answer(null, e);
        }
    }

    private void answer(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        boolean last;
        synchronized (this) {
            answered++;
            failure = failure == null ? exception : failure;
            if (exception == null && metadata != null && metadata.hasOffset()) {
                String lost = offsets.acknowledged(metadata.partition(), metadata.offset());
                loss = loss == null ? lost : loss;
            }
            if (failure == null) {
                acknowledged++;
                // Kafka does not know the offset of a repeat any more that it has had long ago
                offset = metadata != null && metadata.hasOffset() ? metadata.offset() : Acknowledged.NO_OFFSET;
            }
            last = complete && answered == handedOver;
        }
        if (last) {
            tell();
        }
    }

    private synchronized boolean hasFailed() {
        return failure != null;
    }

    private boolean allHandedOver() {
        boolean last;
        boolean whole;
        synchronized (this) {
            complete = true;
            last = answered == handedOver;
            whole = failure == null;
        }
        if (last) {
            tell();
        }
        return whole;
    }

    private void tell() {
        if (failure != null) {
            LOG.warnf("Kafka acknowledged %d of %d events: %s", acknowledged, batch.size(), failure.getMessage());
        }
        sender.complete(new Sent(firstPosition - 1 + acknowledged, acknowledged == batch.size(), offset, loss));
    }
}
