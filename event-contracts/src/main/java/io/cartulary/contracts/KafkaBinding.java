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

    /** The header that says where in its partition's order a record stands; the relay resumes from the last one. */
    public static final String POSITION = "ce_position";

    private static final String SOURCE = "/cartulary/command-side";

    private KafkaBinding() {}

    public static ProducerRecord<String, String> toRecord(String topic, Envelope envelope) {
        // without a timestamp: a broker refuses one ahead of its clock for ever, and ce_time tells it anyway
        var kafkaRecord = new ProducerRecord<>(
                topic, envelope.partition(), envelope.streamId().rootId(), envelope.data());
        Headers headers = kafkaRecord.headers();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", envelope.eventId().toString());
        put(headers, "ce_source", SOURCE);
        put(headers, "ce_type", envelope.type());
        put(headers, "ce_subject", envelope.streamId().toString());
        put(headers, "ce_time", envelope.recordedAt().toString());
        put(headers, "ce_streamversion", Long.toString(envelope.version()));
        put(headers, POSITION, Long.toString(envelope.position()));
        put(headers, "ce_actor", envelope.actor());
        put(headers, "ce_correlationid", envelope.correlationId());
        put(headers, "ce_causationid", envelope.causationId());
        if (envelope.commandId() != null) {
            put(headers, "ce_commandid", envelope.commandId().toString());
        }
        put(headers, "content-type", "application/json");
        return kafkaRecord;
    }

    /** @throws UnreadableEventException when the record is none of ours: a header is missing or no value of its kind */
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
                    kafkaRecord.value());
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new UnreadableEventException("no event of Cartulary at " + place(kafkaRecord), e);
        }
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
