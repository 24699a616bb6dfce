package io.cartulary.query.projection;

import io.cartulary.contracts.KafkaBinding;
import io.cartulary.query.timeline.Recorded;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An event and the offset it was polled at. */
record Polled(Recorded recorded, long offset) {

    static Polled of(ConsumerRecord<String, String> polled) {
        try {
            return new Polled(Recorded.of(KafkaBinding.toEnvelope(polled)), polled.offset());
        } catch (RuntimeException e) {
            // Whatever is wrong with a record, it is never skipped.
            throw PoisonException.unreadable(polled, e);
        }
    }

    int partition() {
        return recorded.envelope().partition();
    }

    long position() {
        return recorded.envelope().position();
    }
}
