package io.cartulary.command.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Caller;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A command as it stands in Kafka: CloudEvents 1.0 in binary content mode, keyed by root id.
 *
 * @param id {@code ce_id}, the same for every retry of one wish: it is the Idempotency-Key
 * @param type {@code ce_type}, such as {@code order.record-payment.v1}
 * @param source {@code ce_source}: which system wishes it
 * @param subject {@code ce_subject}: the stream it is about
 * @param correlationId {@code ce_correlationid}
 * @param ifVersion {@code ce_ifversion}: the only version of the stream at which this shall be done
 */
record CommandMessage(
        String id,
        String type,
        String source,
        StreamId subject,
        @Nullable String correlationId,
        @Nullable String ifVersion,
        String body) {

    /** As of a body over HTTP. */
    private static final int MAX_BODY = 256 * 1024;

    /** Of what is told of, and logged: neither may begin a line. */
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private static final Pattern SOURCE = Pattern.compile("[\\x21-\\x7e]{1,100}");

    /** @throws Poison when it is none */
    static CommandMessage of(ConsumerRecord<String, byte[]> polled) {
        byte[] body = polled.value();
        if (body == null || body.length > MAX_BODY) {
            throw new Poison(body == null ? "it has no body" : "its body has more than " + MAX_BODY + " bytes");
        }
        return new CommandMessage(
                visible(polled, "ce_id", ID, "1 to 200"),
                visible(polled, "ce_type", ID, "1 to 200"),
                visible(polled, "ce_source", SOURCE, "1 to 100"),
                subject(polled),
                text(polled, "ce_correlationid"),
                text(polled, "ce_ifversion"),
                new String(body, UTF_8));
    }

    /** @throws Poison when it is about nothing that a uuid names */
    UUID rootId() {
        try {
            UUID uuid = UUID.fromString(subject.rootId());
            // the parser takes 1-1-1-1-1 and capitals, too, and such a key has a partition of its own
            if (uuid.toString().equals(subject.rootId())) {
                return uuid;
            }
        } catch (IllegalArgumentException _) {
            // refused below
        }
        throw new Poison("its ce_subject ends in no uuid as it is written here: 8-4-4-4-12 digits in lower case");
    }

    /** Which system wishes it, as who it stands in the events that come of it. */
    Caller caller() {
        return Caller.system(source);
    }

    /** Whoever is told of a refusal finds the command by these: what is none can't be answered. */
    private static String visible(
            ConsumerRecord<String, byte[]> polled, String header, Pattern wellFormed, String length) {
        String value = required(polled, header);
        if (!wellFormed.matcher(value).matches()) {
            throw new Poison("its %s is not %s visible ASCII characters".formatted(header, length));
        }
        return value;
    }

    private static StreamId subject(ConsumerRecord<String, byte[]> polled) {
        StreamId subject;
        try {
            subject = StreamId.parse(required(polled, "ce_subject"));
        } catch (IllegalArgumentException _) {
            throw new Poison("its ce_subject is no stream id");
        }
        if (!subject.rootId().equals(polled.key())) {
            throw new Poison("its key is not the root id of its ce_subject, so its order among others is lost");
        }
        return subject;
    }

    private static String required(ConsumerRecord<String, byte[]> polled, String header) {
        String value = text(polled, header);
        if (value == null) {
            throw new Poison("it has no header " + header);
        }
        return value;
    }

    private static @Nullable String text(ConsumerRecord<String, byte[]> polled, String header) {
        Header last = polled.headers().lastHeader(header);
        return last == null || last.value() == null ? null : new String(last.value(), UTF_8);
    }
}
