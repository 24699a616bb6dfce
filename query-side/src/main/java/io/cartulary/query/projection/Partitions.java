package io.cartulary.query.projection;

import io.cartulary.query.quarantine.QuarantineReader;
import io.cartulary.query.store.GenerationAssignments;
import io.cartulary.query.store.GenerationTable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the stored state of partitions. */
@ApplicationScoped
class Partitions {

    private final CheckpointTable progress;
    private final QuarantineReader quarantine;
    private final GenerationAssignments joined;
    private final GenerationTable generations;

    Partitions(
            CheckpointTable progress,
            QuarantineReader quarantine,
            GenerationAssignments joined,
            GenerationTable generations) {
        this.progress = progress;
        this.quarantine = quarantine;
        this.joined = joined;
        this.generations = generations;
    }

    /** The state stored at this moment. */
    Uni<Partition> read(int number) {
        return Uni.combine()
                .all()
                .unis(
                        progress.of(number),
                        quarantine.read(number),
                        // In this order a generation that is added in between is not taken for a dropped one.
                        joined.of(number).call(generations::read))
                .with((position, quarantined, places) -> {
                    var partition = new Partition(number, position, quarantined);
                    places.forEach((category, place) -> partition.project(category, place.generations()));
                    return partition;
                });
    }
}
