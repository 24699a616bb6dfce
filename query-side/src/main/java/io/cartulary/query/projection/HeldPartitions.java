package io.cartulary.query.projection;

import io.cartulary.query.quarantine.PartitionQuarantine;
import io.cartulary.query.quarantine.ProjectedPartition;
import io.cartulary.query.quarantine.ProjectedPartitions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The partitions that this replica projects: loads their state before the first batch, or the first request. */
@ApplicationScoped
class HeldPartitions implements ProjectedPartitions {

    private final Assignments assignments;
    private final SerialExecutor turns;
    private final Partitions partitions;
    private final BatchQuarantine quarantine;

    HeldPartitions(Assignments assignments, SerialExecutor turns, Partitions partitions, BatchQuarantine quarantine) {
        this.assignments = assignments;
        this.turns = turns;
        this.partitions = partitions;
        this.quarantine = quarantine;
    }

    /**
     * Loads the stored state of these partitions, and retries their streams in quarantine. Runs only inside the serial
     * executor.
     */
    Uni<Void> load(Collection<Integer> numbers, Assignment held) {
        List<Integer> missing =
                numbers.stream().filter(number -> !held.isLoaded(number)).toList();
        return missing.isEmpty()
                ? Uni.createFrom().voidItem()
                : Multi.createFrom()
                        .iterable(missing)
                        .onItem()
                        .transformToUniAndConcatenate(number -> load(number, held))
                        .onItem()
                        .ignoreAsUni();
    }

    private Uni<Void> load(int number, Assignment held) {
        return partitions.read(number).chain(partition -> {
            held.keep(partition);
            return quarantine.resumeAll(partition, held).onFailure().invoke(() -> held.forget(partition));
        });
    }

    @Override
    public boolean has(int partition) {
        return assignments.has(partition);
    }

    @Override
    public Optional<PartitionQuarantine> quarantine(int partition) {
        return assignments.find(partition).map(Partition::quarantine);
    }

    @Override
    public Uni<Void> betweenBatches(int partition, Function<ProjectedPartition, Uni<Void>> work) {
        Assignment held = assignments.current();
        return held.partitions().contains(partition)
                ? turns.take(() -> load(List.of(partition), held)
                        .chain(() -> work.apply(quarantine.of(held.partition(partition), held))))
                : Uni.createFrom().voidItem();
    }

    @Override
    public void renew() {
        assignments.renew();
    }
}
