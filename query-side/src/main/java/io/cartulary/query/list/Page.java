package io.cartulary.query.list;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list. It may be short or even empty although more rows follow, because the number of rows read for a page
 * is bounded.
 *
 * @param next the cursor of the next page; missing on the last one
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String next) {

    /**
     * @param found in the list's order; one more than the window when more rows follow
     * @param window the number of rows that may be read
     * @param limit the number of rows that may be shown
     */
    public static <T> Page<T> of(String list, List<Found<T>> found, int window, int limit, Predicate<T> shown) {
        List<T> items = new ArrayList<>();
        int seen = 0;
        while (seen < Math.min(found.size(), window) && items.size() < limit) {
            T item = found.get(seen).item();
            if (shown.test(item)) {
                items.add(item);
            }
            seen++;
        }
        boolean more = seen < found.size();
        return new Page<>(items, more ? found.get(seen - 1).place().in(list) : null);
    }

    /** A page that shows all rows. */
    public static <T> Page<T> of(String list, List<Found<T>> found, int limit) {
        return of(list, found, limit, limit, _ -> true);
    }

    public <R> Page<R> map(Function<? super T, R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), next);
    }
}
