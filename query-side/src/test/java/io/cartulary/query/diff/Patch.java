package io.cartulary.query.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Applies the changes of a diff, as its reader does. */
public final class Patch {

    private Patch() {}

    /** The object after the changes; fails when a value before differs from the change. */
    public static JsonNode apply(JsonNode before, List<Change> changes) {
        JsonNode patched = before.deepCopy();
        changes.forEach(change -> apply(patched, change));
        return patched;
    }

    private static void apply(JsonNode root, Change change) {
        String[] names = change.path().split("/", -1);
        JsonNode parent = root;
        for (int i = 1; i < names.length - 1; i++) {
            parent = existing(parent, names[i]);
        }
        String name = unescaped(names[names.length - 1]);
        JsonNode found = get(parent, name);
        if (found == null ? change.before() != null : !found.equals(change.before())) {
            throw new AssertionError("at %s there was %s".formatted(change, found));
        }
        set(parent, name, change.after());
    }

    private static JsonNode existing(JsonNode parent, String name) {
        JsonNode found = get(parent, unescaped(name));
        if (found == null) {
            throw new AssertionError("there is no " + name);
        }
        return found;
    }

    private static @Nullable JsonNode get(JsonNode parent, String name) {
        return parent instanceof ArrayNode list
                ? index(list, name) < 0 ? null : list.get(index(list, name))
                : parent.get(name);
    }

    private static void set(JsonNode parent, String name, @Nullable JsonNode value) {
        switch (parent) {
            case ObjectNode object when value == null -> object.remove(name);
            case ObjectNode object -> object.set(name, value);
            case ArrayNode list when value == null -> list.remove(index(list, name));
            case ArrayNode list when index(list, name) < 0 -> list.add(value);
            case ArrayNode list -> list.set(index(list, name), value);
            default -> throw new AssertionError("nothing can be set in " + parent);
        }
    }

    private static int index(ArrayNode list, String id) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).properties().iterator().next().getValue().asText().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private static String unescaped(String name) {
        return name.replace("~1", "/").replace("~0", "~");
    }
}
