package io.cartulary.query.quarantine;

import io.cartulary.query.quarantine.Request.Outcome;
import io.cartulary.query.store.Schema;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/** Executes operators' requests in the partitions that this replica projects. It reads them at an interval. */
@ApplicationScoped
class OperatorRequests {

    private static final Logger LOG = Logger.getLogger(OperatorRequests.class);

    private final Schema schema;
    private final ProjectedPartitions partitions;
    private final QuarantineRelease release;
    private final Requests requests;
    private final QuarantineConfig config;
    private volatile Cancellable going = () -> {};

    OperatorRequests(
            Schema schema,
            ProjectedPartitions partitions,
            QuarantineRelease release,
            Requests requests,
            QuarantineConfig config) {
        this.schema = schema;
        this.partitions = partitions;
        this.release = release;
        this.requests = requests;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        going = PartitionPoll.every(
                config.pollEvery(),
                schema,
                partitions::has,
                this::attend,
                failure -> LOG.debugf("operators' requests were not read: %s", failure.getMessage()));
    }

    void stop(@Observes ShutdownEvent stopping) {
        going.cancel();
    }

    /** Also loads the state of a partition that has had no event since its assignment. */
    private Uni<Void> attend(int number) {
        return requests.of(number).chain(requested -> {
            boolean idle = partitions
                    .quarantine(number)
                    .filter(quarantine -> requested.stream().allMatch(request -> quarantine.isDone(request.id())))
                    .isPresent();
            return idle
                    ? Uni.createFrom().voidItem()
                    : partitions.betweenBatches(number, partition -> execute(requested, partition));
        });
    }

    private Uni<Void> execute(List<Request> requested, ProjectedPartition partition) {
        return Multi.createFrom()
                .iterable(requested)
                .filter(request -> !partition.quarantine().isDone(request.id()))
                .onItem()
                .transformToUniAndConcatenate(request -> execute(request, partition))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> execute(Request request, ProjectedPartition partition) {
        if (request.outcome() != null) {
            // Written by a replica that assumed to project the partition: the state in memory is outdated.
            partitions.renew();
            return Uni.createFrom().voidItem();
        }
        return partition
                .quarantine()
                .find(request.streamId())
                .map(in -> execute(request, in, partition))
                .orElseGet(() -> Uni.createFrom().item(request.done(Outcome.NOT_IN_QUARANTINE, null)))
                .chain(requests::store)
                .invoke(() -> partition.quarantine().done(request.id()));
    }

    private Uni<Request> execute(Request request, Quarantined in, ProjectedPartition partition) {
        return switch (request.wish()) {
            case RESUME ->
                release.resume(in.streamId(), partition)
                        .map(problem -> problem.map(left -> request.done(Outcome.STILL_IN_QUARANTINE, left))
                                .orElseGet(() -> request.done(Outcome.RESUMED, null)));
            case DISCARD -> release.discard(in, request, partition).map(_ -> request.done(Outcome.DISCARDED, null));
        };
    }
}
