package io.cartulary.query.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares two JSON objects field by field. A list whose elements have ids is compared element by element; any other
 * list is one value.
 *
 * <p>No change is lost: {@code before} with the changes applied equals {@code after}, member for member, if a list is
 * read like this: remaining elements keep their order, and new ones follow in the order of the changes. A list for
 * which this does not hold is one value, too. Rejected: JSON Patch (RFC 6902), because it has no value before, and its
 * indexes shift with every removed element.
 */
public final class JsonDiff {

    private final List<Change> changes = new ArrayList<>();

    private JsonDiff() {}

    /** The changed fields in the order of {@code before}, new ones last. Empty when there is no difference. */
    public static List<Change> between(JsonNode before, JsonNode after) {
        var diff = new JsonDiff();
        diff.compare("", before, after);
        return diff.changes;
    }

    private void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (Objects.equals(before, after)) {
            return;
        }
        members(before, after)
                .ifPresentOrElse(
                        members -> members.forEach(
                                (name, pair) -> compare(path + "/" + escaped(name), pair.before(), pair.after())),
                        () -> changes.add(new Change(path, before, after)));
    }

    private record Pair(@Nullable JsonNode before, @Nullable JsonNode after) {}

    /** The members of two values by name; empty when the values can only be compared as a whole. */
    private static Optional<Map<String, Pair>> members(@Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null || after == null) {
            return Optional.empty();
        }
        if (before.isObject() && after.isObject()) {
            return Optional.of(pairs(fields(before), fields(after)));
        }
        if (!before.isArray() || !after.isArray()) {
            return Optional.empty();
        }
        return identified(before)
                .flatMap(old -> identified(after)
                        .filter(recent -> isInOrder(old.keySet(), recent.keySet()))
                        .map(recent -> pairs(old, recent)));
    }

    private static Map<String, Pair> pairs(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        Map<String, Pair> pairs = new LinkedHashMap<>();
        before.forEach((name, value) -> pairs.put(name, new Pair(value, after.get(name))));
        after.forEach((name, value) -> pairs.putIfAbsent(name, new Pair(null, value)));
        return pairs;
    }

    private static Map<String, JsonNode> fields(JsonNode object) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    /** A list's elements by their ids; empty when an id is missing or occurs twice. */
    private static Optional<Map<String, JsonNode>> identified(JsonNode list) {
        Map<String, JsonNode> elements = new LinkedHashMap<>();
        list.forEach(element -> id(element).ifPresent(id -> elements.put(id, element)));
        return elements.size() == list.size() ? Optional.of(elements) : Optional.empty();
    }

    /** The element's first field, if it is an id. */
    private static Optional<String> id(JsonNode element) {
        return element.properties().stream()
                .findFirst()
                .filter(field -> field.getKey().equals("id") || field.getKey().endsWith("Id"))
                .filter(field -> field.getValue().isTextual())
                .map(field -> field.getValue().textValue());
    }

    /** Whether remaining elements keep their place, and new ones follow them. */
    private static boolean isInOrder(Set<String> before, Set<String> after) {
        Set<String> expected = new LinkedHashSet<>(before);
        expected.retainAll(after);
        expected.addAll(after);
        return List.copyOf(expected).equals(List.copyOf(after));
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** The state before the first event. */
    static JsonNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
