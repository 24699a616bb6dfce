package io.cartulary.query.projection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cartulary.query.view.Versioned;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The in-memory state of this replica while it projects these partitions. After a rebalance another replica may write
 * to a partition without notice, so every rebalance creates a new, empty assignment; a batch in progress fills the old
 * one, which is never read again.
 */
final class Assignment {

    private final Set<Integer> partitions;
    private final Cache<FoldedRow.Key, Versioned> rows;
    private final Map<Integer, Partition> loaded = new ConcurrentHashMap<>();

    Assignment(Set<Integer> partitions, long cachedRows) {
        this.partitions = Set.copyOf(partitions);
        this.rows = Caffeine.newBuilder().maximumSize(cachedRows).build();
    }

    Set<Integer> partitions() {
        return partitions;
    }

    Optional<Versioned> row(FoldedRow.Key key) {
        return Optional.ofNullable(rows.getIfPresent(key));
    }

    void keep(FoldedRow.Key key, Versioned row) {
        rows.put(key, row);
    }

    boolean isLoaded(int number) {
        return loaded.containsKey(number);
    }

    /** The state of a loaded partition. */
    Partition partition(int number) {
        return Objects.requireNonNull(loaded.get(number), "a partition is loaded before it is projected");
    }

    Optional<Partition> find(int number) {
        return Optional.ofNullable(loaded.get(number));
    }

    Collection<Partition> loaded() {
        return loaded.values();
    }

    void keep(Partition partition) {
        loaded.put(partition.number(), partition);
    }

    void forget(Partition partition) {
        loaded.remove(partition.number());
    }
}
