package io.cartulary.query.admin;

import io.cartulary.query.projection.Assignments;
import io.cartulary.query.projection.CheckpointTable;
import io.cartulary.query.projection.RecentDelays;
import io.cartulary.service.access.Role;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.MemberDescription;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The projection progress of every partition, over HTTP. */
@Path("/queries/v1/admin/projections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operators")
@RolesAllowed(Role.Name.OPERATOR)
public class ProjectionsResource {

    private final ConsumerGroup group;
    private final CheckpointTable progress;
    private final Assignments assignments;
    private final RecentDelays delays;

    ProjectionsResource(ConsumerGroup group, CheckpointTable progress, Assignments assignments, RecentDelays delays) {
        this.group = group;
        this.progress = progress;
        this.assignments = assignments;
        this.delays = delays;
    }

    @GET
    @Operation(
            operationId = "listProjections",
            summary = "Get the progress of the projections",
            description =
                    "For each partition: its position, its lag, and the replica that projects it; and the recent delays from commit to visible.")
    @APIResponse(responseCode = "200", description = "All partitions, including those of other replicas")
    @APIResponse(responseCode = "503", description = "`broker-unavailable`")
    public Uni<Projections> projections() {
        return group.shares()
                .chain(shares -> Multi.createFrom()
                        .iterable(shares.entrySet())
                        .onItem()
                        .transformToUniAndConcatenate(this::partition)
                        .collect()
                        .asList())
                .map(partitions -> new Projections(partitions, commitToVisible()));
    }

    private Projections.@Nullable CommitToVisible commitToVisible() {
        return delays.recent()
                .map(recent -> new Projections.CommitToVisible(
                        recent.window().toMillis(),
                        millis(recent.median()),
                        millis(recent.p95()),
                        millis(recent.max())))
                .orElse(null);
    }

    /** Rounded up: nothing takes no time. */
    private static long millis(Duration duration) {
        return duration.plusNanos(999_999).toMillis();
    }

    private Uni<Projections.Partition> partition(Map.Entry<Integer, ConsumerGroup.Share> share) {
        int partition = share.getKey();
        long lag = share.getValue().lag();
        return progress.reached(partition)
                .map(reached -> new Projections.Partition(
                        partition,
                        reached.map(CheckpointTable.Reached::position).orElse(0L),
                        reached.map(CheckpointTable.Reached::at).orElse(null),
                        lag,
                        lag == 0
                                ? Long.valueOf(0)
                                : reached.map(last -> Duration.between(last.at(), Instant.now())
                                                .toMillis())
                                        .orElse(null),
                        share.getValue()
                                .holder()
                                .map(MemberDescription::consumerId)
                                .orElse(null),
                        share.getValue().holder().map(ProjectionsResource::host).orElse(null),
                        assignments.has(partition)));
    }

    /** Kafka prefixes an address without a name with a slash. */
    private static String host(MemberDescription holder) {
        return holder.host().substring(holder.host().indexOf('/') + 1);
    }
}
