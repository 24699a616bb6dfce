package io.cartulary.query.quarantine;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A waiting record, as polled. */
@RegisterForReflection
@Schema(name = "WaitingRecord")
public record WaitingRecord(
        int partition,
        long offset,
        @Schema(description = "Kafka's timestamp") Instant at,
        @Nullable String key,
        Map<String, String> headers,
        @Nullable String value) {

    static WaitingRecord of(ConsumerRecord<String, String> kept) {
        return new WaitingRecord(
                kept.partition(),
                kept.offset(),
                RawRecords.at(kept),
                kept.key(),
                RawRecords.headers(kept),
                kept.value());
    }
}
