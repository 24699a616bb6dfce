package io.cartulary.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Envelope} as a Kafka record: CloudEvents 1.0 in binary content mode (CloudEvents Kafka protocol binding,
 * section 3.2), keyed by root id.
 */
public final class KafkaBinding {

    /** The header with a record's position in its partition; the relay resumes from the last one. */
    public static final String POSITION = "ce_position";

    /**
     * On replayed records only: the position up to which the partition had been published when the record was sent. The
     * record's own position is an old one and doesn't show it.
     */
    public static final String PUBLISHED_UP_TO = "ce_publishedupto";

    /**
     * The trace that the command was part of which caused the event: the attribute of CloudEvents' Distributed Tracing
     * extension. Only on events of traced commands.
     */
    public static final String TRACE = "ce_traceparent";

    /**
     * The trace that the record itself is part of, for consumers that continue it: the header that W3C Trace Context and
     * OpenTelemetry's Kafka instrumentations know. Its parent is the span that published the record.
     */
    public static final String TRACEPARENT = "traceparent";

    private static final byte[] SPECIFICATION = "1.0".getBytes(UTF_8);
    private static final byte[] SOURCE = "/cartulary/command-side".getBytes(UTF_8);
    private static final byte[] JSON = "application/json".getBytes(UTF_8);

    private KafkaBinding() {}

    /** An event that is published because it is the next of its partition. */
    public static ProducerRecord<String, String> toRecord(String topic, Envelope envelope) {
        // without a timestamp: a broker rejects one ahead of its clock for ever, and ce_time has it anyway
        var kafkaRecord = new ProducerRecord<>(
                topic, envelope.partition(), envelope.streamId().rootId(), envelope.data());
        Headers headers = kafkaRecord.headers();
        headers.add("ce_specversion", SPECIFICATION);
        put(headers, "ce_id", envelope.eventId().toString());
        headers.add("ce_source", SOURCE);
        put(headers, "ce_type", envelope.type());
        put(headers, "ce_subject", envelope.streamId().toString());
        put(headers, "ce_time", InstantJson.text(envelope.recordedAt()));
        put(headers, "ce_streamversion", Long.toString(envelope.version()));
        put(headers, POSITION, Long.toString(envelope.position()));
        put(headers, "ce_actor", envelope.actor());
        put(headers, "ce_correlationid", envelope.correlationId());
        put(headers, "ce_causationid", envelope.causationId());
        if (envelope.commandId() != null) {
            put(headers, "ce_commandid", envelope.commandId().toString());
        }
        if (envelope.traceparent() != null) {
            put(headers, TRACE, envelope.traceparent());
        }
        headers.add("content-type", JSON);
        return kafkaRecord;
    }

    /**
     * An event that is published because it is that partition's next, in a span of its own.
     *
     * @param traceparent of that span
     */
    public static ProducerRecord<String, String> toTracedRecord(String topic, Envelope envelope, String traceparent) {
        ProducerRecord<String, String> kafkaRecord = toRecord(topic, envelope);
        put(kafkaRecord.headers(), TRACEPARENT, traceparent);
        return kafkaRecord;
    }

    /**
     * An event that is published again.
     *
     * @param publishedUpTo the position up to which everything of the partition is published already
     */
    public static ProducerRecord<String, String> toReplayedRecord(String topic, Envelope envelope, long publishedUpTo) {
        ProducerRecord<String, String> kafkaRecord = toRecord(topic, envelope);
        put(kafkaRecord.headers(), PUBLISHED_UP_TO, Long.toString(publishedUpTo));
        return kafkaRecord;
    }

    /** @throws UnreadableEventException when the record has another form: a header is missing or invalid */
    public static Envelope toEnvelope(ConsumerRecord<String, String> kafkaRecord) {
        Headers headers = kafkaRecord.headers();
        try {
            String commandId = text(headers, "ce_commandid");
            if (kafkaRecord.value() == null) {
                throw new IllegalArgumentException("the value is missing");
            }
            return new Envelope(
                    UUID.fromString(required(headers, "ce_id")),
                    required(headers, "ce_type"),
                    StreamId.parse(required(headers, "ce_subject")),
                    Long.parseLong(required(headers, "ce_streamversion")),
                    kafkaRecord.partition(),
                    position(kafkaRecord),
                    Instant.parse(required(headers, "ce_time")),
                    required(headers, "ce_actor"),
                    required(headers, "ce_correlationid"),
                    required(headers, "ce_causationid"),
                    commandId == null ? null : UUID.fromString(commandId),
                    kafkaRecord.value(),
                    text(headers, TRACE));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new UnreadableEventException("not an event of Cartulary at " + place(kafkaRecord), e);
        }
    }

    /**
     * The position up to which everything is published in the record's partition: from the header of a replayed record,
     * or else the record's own position.
     *
     * @throws UnreadableEventException when the record has neither
     */
    public static long publishedUpTo(ConsumerRecord<?, ?> kafkaRecord) {
        String upTo = text(kafkaRecord.headers(), PUBLISHED_UP_TO);
        try {
            return upTo == null ? position(kafkaRecord) : Long.parseLong(upTo);
        } catch (NumberFormatException e) {
            throw new UnreadableEventException("no position in " + PUBLISHED_UP_TO + " at " + place(kafkaRecord), e);
        }
    }

    /** The trace that the record is part of: that of the span that published it; null when there is none. */
    public static @Nullable String traceparent(ConsumerRecord<?, ?> kafkaRecord) {
        return text(kafkaRecord.headers(), TRACEPARENT);
    }

    /** @throws UnreadableEventException when the record has no position */
    public static long position(ConsumerRecord<?, ?> kafkaRecord) {
        try {
            return Long.parseLong(required(kafkaRecord.headers(), POSITION));
        } catch (IllegalArgumentException e) {
            throw new UnreadableEventException("no position at " + place(kafkaRecord), e);
        }
    }

    private static String place(ConsumerRecord<?, ?> kafkaRecord) {
        return "%s-%d, offset %d".formatted(kafkaRecord.topic(), kafkaRecord.partition(), kafkaRecord.offset());
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static String required(Headers headers, String name) {
        String value = text(headers, name);
        if (value == null) {
            throw new IllegalArgumentException("the header " + name + " is missing");
        }
        return value;
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }
}
