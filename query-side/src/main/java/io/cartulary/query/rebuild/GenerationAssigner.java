package io.cartulary.query.rebuild;

import io.cartulary.query.projection.Partition;
import io.cartulary.query.projection.SerialExecutor;
import io.cartulary.query.store.GenerationAssignments;
import io.cartulary.query.store.GenerationAssignments.Place;
import io.cartulary.query.store.Generations;
import io.cartulary.query.store.KnownGenerations;
import io.cartulary.query.view.Projection;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Has partitions projected into their intended generations. A replica that has lost the partition without notice does
 * no harm: the new owner joins by itself, after a later position, which takes precedence.
 */
@ApplicationScoped
class GenerationAssigner {

    private final KnownGenerations known;
    private final GenerationAssignments joined;
    private final SerialExecutor turns;
    private final List<String> categories;

    GenerationAssigner(
            KnownGenerations known,
            GenerationAssignments joined,
            SerialExecutor turns,
            @All List<Projection<?>> views) {
        this.known = known;
        this.joined = joined;
        this.turns = turns;
        this.categories = views.stream().map(Projection::category).distinct().toList();
    }

    /** Requires a loaded partition. Call it outside the serial executor, which it uses when there is a change. */
    Uni<Void> attend(Partition partition) {
        Generations all = known.all();
        return categories.stream().allMatch(category -> isDone(partition, category, all))
                ? Uni.createFrom().voidItem()
                : turns.take(() -> join(partition, all));
    }

    private Uni<Void> join(Partition partition, Generations all) {
        return Multi.createFrom()
                .iterable(categories)
                .filter(category -> !isDone(partition, category, all))
                .onItem()
                .transformToUniAndConcatenate(category -> join(partition, category, all))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> join(Partition partition, String category, Generations all) {
        List<Integer> wanted = all.of(category).projected();
        return joined.store(partition.number(), category, new Place(wanted, partition.position()), all.version())
                .invoke(() -> partition.project(category, wanted));
    }

    private static boolean isDone(Partition partition, String category, Generations all) {
        return partition.generations(category).equals(all.of(category).projected());
    }
}
