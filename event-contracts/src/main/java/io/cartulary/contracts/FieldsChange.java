package io.cartulary.contracts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A change of the {@link CustomFields} of one holder.
 *
 * @param set the fields that have these values afterwards
 * @param removed the keys of those that no longer exist
 */
public record FieldsChange(CustomFields set, List<String> removed) {

    public FieldsChange {
        Objects.requireNonNull(set, "set");
        removed = List.copyOf(removed);
    }

    /**
     * What a merge patch (RFC 7396) changes.
     *
     * @param patch by key; null removes a field
     */
    public static FieldsChange of(Map<String, @Nullable FieldValue> patch) {
        var set = new TreeMap<String, FieldValue>();
        patch.forEach((key, value) -> {
            if (value != null) {
                set.put(key, value);
            }
        });
        return new FieldsChange(
                new CustomFields(set),
                patch.keySet().stream()
                        .filter(key -> !set.containsKey(key))
                        .sorted()
                        .toList());
    }

    /** What makes the fields of before those of after, and nothing else. */
    public static FieldsChange between(CustomFields before, CustomFields after) {
        var set = new TreeMap<>(after.values());
        set.entrySet().removeIf(field -> field.getValue().equals(before.values().get(field.getKey())));
        return new FieldsChange(
                new CustomFields(set),
                before.values().keySet().stream()
                        .filter(key -> !after.values().containsKey(key))
                        .toList());
    }

    /** The fields after this change. */
    public CustomFields of(CustomFields before) {
        Map<String, @Nullable FieldValue> patch = new HashMap<>(set.values());
        removed.forEach(key -> patch.put(key, null));
        return before.patched(patch);
    }
}
