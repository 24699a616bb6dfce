package io.cartulary.contracts;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Objects;

/**
 * Events to JSON and back. Reading is tolerant of fields it does not know, so that a type may gain an optional field
 * without a new version, and strict about everything it needs.
 */
public final class EventCodec {

    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(JsonInclude.Value.construct(NON_NULL, NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private EventCodec() {}

    /** The payload as JSON, without its type. */
    public static String encode(Event event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("can't be written as JSON: " + event, e);
        }
    }

    /** @throws UnreadableEventException when the type is unknown or the JSON does not fit it */
    public static Event decode(String wireName, String json) {
        EventType type = EventType.named(wireName)
                .orElseThrow(() -> new UnreadableEventException("unknown event type " + wireName, null));
        try {
            return Objects.requireNonNull(JSON.readValue(json, type.payload()), "the JSON null is no event");
        } catch (JsonProcessingException | NullPointerException e) {
            throw new UnreadableEventException("not the JSON of a " + wireName, e);
        }
    }
}
