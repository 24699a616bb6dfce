package io.cartulary.query.projection;

import io.cartulary.query.projection.GenerationAssignments.Place;
import io.cartulary.query.store.Generations;
import io.cartulary.query.store.KnownGenerations;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Has partitions projected into the generations that they shall be projected into. A replica that has lost the partition
 * without knowing it does no harm: the one that has it joins by itself, behind a later position, which is what counts.
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

    /** For a partition that is loaded. Outside of turns, which it takes when there is something to do. */
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
