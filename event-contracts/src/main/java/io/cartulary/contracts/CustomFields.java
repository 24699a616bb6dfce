package io.cartulary.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a shop keeps with a product, a cart, an order or a part of them, under keys of its own. In JSON it is an object:
 * {@code {"colour": "red", "weightInGrams": 1000}}. The limits are for what is entered, and are checked there: recorded
 * fields are read whatever they are.
 *
 * @param values by key, in the order of the keys
 */
public record CustomFields(@JsonValue Map<String, FieldValue> values) {

    /** The form of a key. */
    public static final String KEY = "[a-z][A-Za-z0-9_.-]{0,63}";

    /** How the keys of fields begin that are {@linkplain PersonalData personal data}. */
    public static final String PERSONAL = "personal.";

    /** The maximum number of keys of one holder. */
    public static final int MAX_KEYS = 50;

    /** The maximum size of all fields of one holder, as JSON in UTF-8. */
    public static final int MAX_BYTES = 16 * 1024;

    public static final CustomFields NONE = new CustomFields(Map.of());

    private static final Pattern KEY_PATTERN = Pattern.compile(KEY);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CustomFields {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Null if there are none: an event has no member for them then. */
    public @Nullable CustomFields orNull() {
        return isEmpty() ? null : this;
    }

    /** Whether a field is personal data, as its key says. */
    public static boolean isPersonal(String key) {
        return key.startsWith(PERSONAL);
    }

    /** The fields that are personal data. */
    public CustomFields personal() {
        return where(CustomFields::isPersonal);
    }

    /** The fields that are no personal data. */
    public CustomFields impersonal() {
        return where(key -> !isPersonal(key));
    }

    private CustomFields where(Predicate<String> chosen) {
        var some = new TreeMap<>(values);
        some.keySet().removeIf(chosen.negate());
        return new CustomFields(some);
    }

    /** With these fields, which precede those of the same key. */
    public CustomFields with(CustomFields more) {
        var all = new TreeMap<>(values);
        all.putAll(more.values);
        return new CustomFields(all);
    }

    /** Whether there are no more than one holder may have. */
    public boolean isWithinLimits() {
        return values.size() <= MAX_KEYS && bytes() <= MAX_BYTES;
    }

    /** Whether a key has the form of one. */
    public static boolean isKey(String key) {
        return KEY_PATTERN.matcher(key).matches();
    }

    /** The size as JSON in UTF-8, which {@link #MAX_BYTES} bounds. */
    public int bytes() {
        try {
            return EventCodec.JSON.writeValueAsString(this).getBytes(UTF_8).length;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("fields can't be written as JSON", e);
        }
    }

    /**
     * These fields after a merge patch (RFC 7396). A list replaces the list before.
     *
     * @param patch by key; null removes a field
     */
    public CustomFields patched(Map<String, @Nullable FieldValue> patch) {
        var patched = new TreeMap<>(values);
        patch.forEach((key, value) -> {
            if (value == null) {
                patched.remove(key);
            } else {
                patched.put(key, value);
            }
        });
        return new CustomFields(patched);
    }

    /** The single values of each field as text, see {@link FieldValue#texts}. */
    public Map<String, List<String>> texts() {
        return values.entrySet().stream()
                .collect(toUnmodifiableMap(
                        Map.Entry::getKey, field -> field.getValue().texts()));
    }
}
