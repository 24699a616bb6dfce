package io.cartulary.query.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.cartulary.contracts.Envelope;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of a stream's events, oldest first. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record History(
        List<Entry> events,

        @Schema(description = "The cursor of the next page; missing on the last one") @Nullable
        String next) {

    public static final String DEFAULT_LIMIT = "100";
    static final int MAX_LIMIT = 1000;

    /** One event. */
    @Schema(name = "HistoryEntry")
    public record Entry(
            long version,
            String type,
            Instant recordedAt,
            String actor,
            UUID eventId,
            String correlationId,
            String causationId,

            @JsonRawValue
            @Schema(description = "The event's data, in the form of its type", implementation = Object.class)
            String data) {

        public static Entry of(Envelope event) {
            return new Entry(
                    event.version(),
                    event.type(),
                    event.recordedAt(),
                    event.actor(),
                    event.eventId(),
                    event.correlationId(),
                    event.causationId(),
                    event.data());
        }
    }

    /** @param events one more than the limit when more follow */
    static History page(List<Envelope> events, int limit) {
        List<Entry> entries = events.stream().limit(limit).map(Entry::of).toList();
        return new History(
                entries, events.size() > limit ? cursor(entries.getLast().version()) : null);
    }

    /** The version after which the page of this cursor starts. */
    static long after(@Nullable String cursor) {
        if (cursor == null) {
            return 0;
        }
        try {
            return Parameters.number(
                    "cursor", new String(Base64.getUrlDecoder().decode(cursor), US_ASCII), 1, Long.MAX_VALUE);
        } catch (IllegalArgumentException _) {
            throw Violation.of("cursor", ViolationCode.NOT_ALLOWED, "is not one that a page has named as its next.")
                    .problem();
        }
    }

    /** The cursor of the page after a version. */
    public static String cursor(long version) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Long.toString(version).getBytes(US_ASCII));
    }
}
