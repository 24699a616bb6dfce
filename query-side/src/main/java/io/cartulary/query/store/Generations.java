package io.cartulary.query.store;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The generations of all tables.
 *
 * @param version the number of changes; 0 before the first
 * @param views by category of streams; a missing category is in its first generation
 * @param rebuild the state of the last rebuild, opaque here; null before the first
 */
public record Generations(
        long version, Map<String, Kept> views, @Nullable String rebuild) {

    /** The state before the first rebuild. */
    public static final Generations FIRST = new Generations(0, Map.of(), null);

    public Generations {
        views = Map.copyOf(views);
    }

    /**
     * The generations of one category.
     *
     * @param living the active generation, which answers queries
     * @param projected the generations that every new event is projected into
     * @param existing the generations that have tables
     * @param highest the highest generation ever: a name is never used twice
     */
    @RegisterForReflection
    public record Kept(int living, List<Integer> projected, List<Integer> existing, int highest) {

        static final Kept FIRST = new Kept(1, List.of(1), List.of(1), 1);

        public Kept {
            projected = projected.stream().sorted().toList();
            existing = existing.stream().sorted().toList();
        }
    }

    public Kept of(String category) {
        return views.getOrDefault(category, Kept.FIRST);
    }
}
