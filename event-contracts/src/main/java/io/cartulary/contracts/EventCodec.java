package io.cartulary.contracts;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Objects;

/**
 * Converts events to JSON and back. Reading ignores unknown fields, so that a type may gain an optional field without a
 * new version, and requires all others. Writing has one form only, the canonical one: properties sorted by name, no
 * spaces. MySQL stores JSON with its own order and spacing, and the published JSON must not depend on whether it comes
 * from memory or from MySQL.
 */
public final class EventCodec {

    /** Also for what events are made of, in tests. */
    static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(JsonInclude.Value.construct(NON_NULL, NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .addModule(InstantJson.module())
            .build();

    /** A mapper without classes, which keeps all fields. */
    private static final JsonMapper TREES = JsonMapper.builder()
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private EventCodec() {}

    /** The payload as canonical JSON, without its type. */
    public static String encode(Event event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("can't be written as JSON: " + event, e);
        }
    }

    /**
     * The same JSON in canonical form: the exact text that {@link #encode} returned, regardless of a database's changes
     * to it. Also for types and fields which this version does not know.
     *
     * @throws UnreadableEventException when it is no JSON
     */
    public static String canonical(String json) {
        try {
            return TREES.writeValueAsString(TREES.readTree(json));
        } catch (JsonProcessingException e) {
            throw new UnreadableEventException("not JSON", e);
        }
    }

    /**
     * The event in the JSON; an event of a retired type becomes one of its next version, see {@link Upcasters}.
     *
     * @throws UnreadableEventException when the type is unknown or the JSON does not fit it
     */
    public static Event decode(String wireName, String json) {
        return Upcasters.retired().contains(wireName) ? decodeRetired(wireName, json) : decodePresent(wireName, json);
    }

    private static Event decodePresent(String wireName, String json) {
        EventType type = typeNamed(wireName);
        try {
            return Objects.requireNonNull(JSON.readValue(json, type.payload()), "the JSON null is no event");
        } catch (JsonProcessingException | NullPointerException e) {
            throw unreadable(wireName, e);
        }
    }

    private static Event decodeRetired(String wireName, String json) {
        try {
            Upcasters.Upcast upcast = Upcasters.upcast(wireName, TREES.readTree(json));
            EventType type = typeNamed(upcast.wireName());
            return Objects.requireNonNull(JSON.treeToValue(upcast.json(), type.payload()), "the JSON null is no event");
        } catch (JsonProcessingException | NullPointerException e) {
            throw unreadable(wireName, e);
        }
    }

    private static EventType typeNamed(String wireName) {
        return EventType.named(wireName)
                .orElseThrow(() -> new UnreadableEventException("unknown event type " + wireName, null));
    }

    private static UnreadableEventException unreadable(String wireName, Exception cause) {
        return new UnreadableEventException("not the JSON of a " + wireName, cause);
    }
}
