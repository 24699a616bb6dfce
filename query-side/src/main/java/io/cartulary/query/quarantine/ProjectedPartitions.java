package io.cartulary.query.quarantine;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Function;

/** The partitions that this replica projects: the projection implements it. */
public interface ProjectedPartitions {

    /** Whether this replica projects the partition. */
    boolean has(int partition);

    /** The quarantine of a partition that this replica projects; empty until its state is loaded. */
    Optional<PartitionQuarantine> quarantine(int partition);

    /**
     * Does the work between two batches, after the state of the partition is loaded; not at all when this replica does
     * not project the partition any more.
     */
    Uni<Void> betweenBatches(int partition, Function<ProjectedPartition, Uni<Void>> work);

    /** Discards the state in memory, because another replica has projected partitions of this one. */
    void renew();
}
