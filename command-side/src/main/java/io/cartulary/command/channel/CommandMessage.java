package io.cartulary.command.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.contracts.KafkaBinding;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Caller;
import io.cartulary.service.tracing.Traces;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A command as a Kafka record: CloudEvents 1.0 in binary content mode, keyed by root id.
 *
 * @param id {@code ce_id}, the same for every retry of one command: it is the Idempotency-Key
 * @param type {@code ce_type}, such as {@code order.record-payment.v1}
 * @param source {@code ce_source}: the system that sends it
 * @param subject {@code ce_subject}: the command's stream
 * @param correlationId {@code ce_correlationid}
 * @param ifVersion {@code ce_ifversion}: the only version of the stream at which this shall be done
 * @param traceparent {@code traceparent}, or else {@code ce_traceparent}: the trace that the command is part of; null when it is
 *     not traced
 */
record CommandMessage(
        String id,
        String type,
        String source,
        StreamId subject,
        @Nullable String correlationId,
        @Nullable String ifVersion,
        @Nullable String traceparent,
        String body) {

    /** The same limit as for a body over HTTP. */
    private static final int MAX_BODY = 256 * 1024;

    /** @throws Poison when it is none */
    static CommandMessage of(ConsumerRecord<String, byte[]> polled) {
        byte[] body = polled.value();
        if (body == null || body.length > MAX_BODY) {
            throw new Poison(body == null ? "it has no body" : "its body has more than " + MAX_BODY + " bytes");
        }
        Sender sender = Sender.of(polled);
        return new CommandMessage(
                sender.id(),
                sender.type(),
                sender.source(),
                subject(polled),
                Sender.text(polled, "ce_correlationid"),
                Sender.text(polled, "ce_ifversion"),
                trace(polled),
                new String(body, UTF_8));
    }

    /** @throws Poison when no uuid names the command's subject */
    UUID rootId() {
        try {
            UUID uuid = UUID.fromString(subject.rootId());
            // the parser also accepts 1-1-1-1-1 and capitals, and such a key belongs to another partition
            if (uuid.toString().equals(subject.rootId())) {
                return uuid;
            }
        } catch (IllegalArgumentException _) {
            // rejected below
        }
        throw new Poison("its ce_subject ends in no uuid in canonical form: 8-4-4-4-12 digits in lower case");
    }

    /** The system that sends it, as the actor of its events. */
    Caller caller() {
        return Caller.system(source);
    }

    private static @Nullable String trace(ConsumerRecord<String, byte[]> polled) {
        String hop = Traces.sampled(Sender.text(polled, KafkaBinding.TRACEPARENT));
        return hop == null ? Traces.sampled(Sender.text(polled, KafkaBinding.TRACE)) : hop;
    }

    private static StreamId subject(ConsumerRecord<String, byte[]> polled) {
        StreamId subject;
        try {
            subject = StreamId.parse(Sender.required(polled, Sender.SUBJECT));
        } catch (IllegalArgumentException _) {
            throw new Poison("its ce_subject is not a stream id");
        }
        if (!subject.rootId().equals(polled.key())) {
            throw new Poison("its key is not the root id of its ce_subject, so its order is lost");
        }
        return subject;
    }
}
