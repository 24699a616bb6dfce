package io.cartulary.query.topic;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.KafkaBinding;
import io.cartulary.contracts.StreamId;
import io.cartulary.contracts.UnreadableEventException;
import io.cartulary.query.timeline.RecordedEvent;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A classified record of the topic. An invalid record is never skipped. */
public sealed interface TopicRecord {

    /** The position of a record without one. */
    long NOWHERE = 0;

    static TopicRecord of(ConsumerRecord<String, String> polled) {
        try {
            Envelope envelope = KafkaBinding.toEnvelope(polled);
            return envelope.streamId().partition() == polled.partition()
                    ? PositionedEvent.of(envelope, polled)
                    : new UnidentifiedRecord(polled, "it stands in a partition that its stream does not belong to");
        } catch (RuntimeException e) {
            return new UnidentifiedRecord(polled, explained(e));
        }
    }

    /** The record as polled. */
    ConsumerRecord<String, String> raw();

    /** The position in the partition, or {@link #NOWHERE}. */
    long position();

    /** When it was recorded, as far as it can be read. */
    Instant at();

    default int partition() {
        return raw().partition();
    }

    default long offset() {
        return raw().offset();
    }

    /**
     * A record with a stream, a version and a position.
     *
     * @param readable the event; null when this release can't read it
     * @param problem why it can't be read
     */
    record PositionedEvent(
            Envelope envelope,
            ConsumerRecord<String, String> raw,
            @Nullable RecordedEvent readable,
            @Nullable String problem)
            implements TopicRecord {

        private static PositionedEvent of(Envelope envelope, ConsumerRecord<String, String> raw) {
            try {
                return new PositionedEvent(envelope, raw, RecordedEvent.of(envelope), null);
            } catch (RuntimeException e) {
                return new PositionedEvent(envelope, raw, null, explained(e));
            }
        }

        /** The event from the timeline, which does not store its record. */
        public static PositionedEvent again(Envelope envelope) {
            return of(
                    envelope,
                    new ConsumerRecord<>(
                            "timeline",
                            envelope.partition(),
                            ConsumerRecord.NO_TIMESTAMP,
                            envelope.streamId().rootId(),
                            envelope.data()));
        }

        public StreamId streamId() {
            return envelope.streamId();
        }

        public long version() {
            return envelope.version();
        }

        @Override
        public long position() {
            return envelope.position();
        }

        @Override
        public Instant at() {
            return envelope.recordedAt();
        }
    }

    /**
     * A record without a readable stream, version or position.
     *
     * @param problem why it can't be read
     */
    record UnidentifiedRecord(ConsumerRecord<String, String> raw, String problem) implements TopicRecord {

        @Override
        public long position() {
            try {
                return KafkaBinding.position(raw);
            } catch (UnreadableEventException _) {
                return NOWHERE;
            }
        }

        @Override
        public Instant at() {
            return Instant.ofEpochMilli(Math.max(0, raw.timestamp()));
        }
    }

    private static String explained(RuntimeException cause) {
        return cause instanceof UnreadableEventException && cause.getCause() != null
                ? cause.getMessage() + ": " + cause.getCause().getMessage()
                : cause.toString();
    }
}
