package io.cartulary.query.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Maps Kafka's records to rows and back, with any content. */
final class RawRecords {

    private static final long OFFSETS_IN_ORDER = 1000;

    private RawRecords() {}

    static Instant at(ConsumerRecord<?, ?> polled) {
        return Instant.ofEpochMilli(Math.max(0, polled.timestamp()));
    }

    /**
     * The order of the copies of an event, in microseconds: that of their times in Kafka, and of their offsets within a
     * millisecond. A new topic begins with the first offset again, and with a later time.
     */
    static long order(ConsumerRecord<?, ?> polled) {
        return order(at(polled), polled.offset());
    }

    /** The same of a record that was sent at this time. */
    static long order(Instant at, long offset) {
        return at.toEpochMilli() * OFFSETS_IN_ORDER + offset % OFFSETS_IN_ORDER;
    }

    /** Of a header that occurs twice the last one counts, as it does for the readers of the record. */
    static Map<String, String> headers(ConsumerRecord<?, ?> polled) {
        var headers = new TreeMap<String, String>();
        for (Header header : polled.headers()) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), UTF_8));
        }
        return headers;
    }

    @SuppressWarnings("NullAway") // a record may have neither key nor value
    static ConsumerRecord<String, String> of(Row row) {
        var headers = new RecordHeaders();
        Optional.ofNullable(row.getMap("headers", String.class, String.class))
                .orElse(Map.of())
                .forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        Instant at = row.getInstant("at");
        return new ConsumerRecord<>(
                "",
                row.getInt("partition"),
                row.getLong("record_offset"),
                at == null ? 0 : at.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                row.getString("key"),
                row.getString("value"),
                headers,
                Optional.empty());
    }
}
