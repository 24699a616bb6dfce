package io.cartulary.command.order;

import java.util.ArrayList;
import java.util.List;

/** Immutable lists. */
final class ImmutableLists {

    private ImmutableLists() {}

    static <T> List<T> with(List<T> all, T oneMore) {
        var more = new ArrayList<T>(all.size() + 1);
        more.addAll(all);
        more.add(oneMore);
        return List.copyOf(more);
    }

    static <T> List<T> replacing(List<T> all, T before, T after) {
        return all.stream().map(one -> one.equals(before) ? after : one).toList();
    }
}
