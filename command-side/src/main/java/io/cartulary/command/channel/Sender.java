package io.cartulary.command.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a command to answer it: by this its sender finds it.
 *
 * @param id {@code ce_id}
 * @param type {@code ce_type}
 * @param source {@code ce_source}
 * @param subject {@code ce_subject}; null when it has none that can be told of
 * @param key of the record
 */
record Sender(
        String id,
        String type,
        String source,
        @Nullable String subject,
        @Nullable String key) {

    static final String SUBJECT = "ce_subject";

    /** Of what is told of, and logged: neither may begin a line. */
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private static final Pattern SOURCE = Pattern.compile("[\\x21-\\x7e]{1,100}");

    /** @throws Poison when nobody can be answered */
    static Sender of(ConsumerRecord<String, byte[]> polled) {
        String subject = text(polled, SUBJECT);
        return new Sender(
                visible(polled, "ce_id", ID, "1 to 200"),
                visible(polled, "ce_type", ID, "1 to 200"),
                visible(polled, "ce_source", SOURCE, "1 to 100"),
                subject != null && ID.matcher(subject).matches() ? subject : null,
                polled.key());
    }

    private static String visible(
            ConsumerRecord<String, byte[]> polled, String header, Pattern wellFormed, String length) {
        String value = required(polled, header);
        if (!wellFormed.matcher(value).matches()) {
            throw new Poison("its %s is not %s visible ASCII characters".formatted(header, length));
        }
        return value;
    }

    /** @throws Poison when the header is missing */
    static String required(ConsumerRecord<String, byte[]> polled, String header) {
        String value = text(polled, header);
        if (value == null) {
            throw new Poison("it has no header " + header);
        }
        return value;
    }

    static @Nullable String text(ConsumerRecord<String, byte[]> polled, String header) {
        Header last = polled.headers().lastHeader(header);
        return last == null || last.value() == null ? null : new String(last.value(), UTF_8);
    }
}
