package io.cartulary.query.projection;

import io.cartulary.query.quarantine.Quarantine;
import io.cartulary.query.quarantine.QuarantineConfig;
import io.cartulary.query.quarantine.Request;
import io.cartulary.query.quarantine.Requests;
import io.cartulary.query.store.GenerationAssignments;
import io.cartulary.query.store.GenerationTable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the stored state of partitions. */
@ApplicationScoped
class Partitions {

    /** A stream is in quarantine for one version, and during a release possibly for an earlier one, too. */
    private static final int ROWS_OF_A_STREAM = 2;

    private final CheckpointTable progress;
    private final Quarantine quarantine;
    private final Requests requests;
    private final GenerationAssignments joined;
    private final GenerationTable generations;
    private final QuarantineConfig config;

    Partitions(
            CheckpointTable progress,
            Quarantine quarantine,
            Requests requests,
            GenerationAssignments joined,
            GenerationTable generations,
            QuarantineConfig config) {
        this.progress = progress;
        this.requests = requests;
        this.joined = joined;
        this.generations = generations;
        this.quarantine = quarantine;
        this.config = config;
    }

    /** The state stored at this moment. */
    Uni<Partition> read(int number) {
        return Uni.combine()
                .all()
                .unis(
                        progress.of(number),
                        quarantine
                                .of(number, "")
                                .select()
                                .first((long) config.streams() * ROWS_OF_A_STREAM)
                                .collect()
                                .asList(),
                        quarantine.discarded(number).collect().asList(),
                        requests.of(number),
                        // In this order a generation that is added in between is not taken for a dropped one.
                        joined.of(number).call(generations::read))
                .with((position, quarantined, discarded, requested, places) -> {
                    var partition = new Partition(number, position, quarantined, discarded);
                    partition.done(requested.stream()
                            .filter(request -> request.outcome() != null)
                            .map(Request::id)
                            .toList());
                    places.forEach((category, place) -> partition.project(category, place.generations()));
                    return partition;
                });
    }
}
