package io.cartulary.query.store;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which generations of tables there are.
 *
 * @param version counts the changes; 0 before the first
 * @param views by category of streams, as far as it is not still in its first generation
 * @param rebuild what else there is to know of the last rebuild, for those who rebuild; null before the first
 */
public record Generations(
        long version, Map<String, Kept> views, @Nullable String rebuild) {

    /** Before anything was ever rebuilt. */
    public static final Generations FIRST = new Generations(0, Map.of(), null);

    public Generations {
        views = Map.copyOf(views);
    }

    /**
     * Of one category.
     *
     * @param living answers queries
     * @param projected those that every new event goes into
     * @param existing those that have tables
     * @param highest the last one there ever was: a name is never used twice
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
