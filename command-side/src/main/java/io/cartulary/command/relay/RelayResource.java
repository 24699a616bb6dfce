package io.cartulary.command.relay;

import static io.cartulary.command.http.Tags.OPERATOR;

import io.cartulary.command.eventsourcing.EventStore.StoreUnavailableException;
import io.cartulary.command.http.Problem;
import io.cartulary.contracts.Channels;
import io.cartulary.service.access.Role.Name;
import io.cartulary.service.http.CallerContext;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;

/** Shows an operator how far the relay is, and lets it publish again what Kafka has lost. */
@Path("/commands/v1/admin/relay")
@Tag(name = OPERATOR)
@RolesAllowed(Name.OPERATOR)
public class RelayResource {

    private static final Logger LOG = Logger.getLogger(RelayResource.class);

    private final RelayReports reports;
    private final Relay relay;

    RelayResource(RelayReports reports, Relay relay) {
        this.reports = reports;
        this.relay = relay;
    }

    @GET
    @Operation(
            operationId = "getRelay",
            summary = "Get the progress of the relay",
            description =
                    "For each partition: the last position in the log, the position up to which Kafka has it, the backlog and the age of its oldest event, the replica that holds the lease, and why it has stopped if it has. Any replica answers; it knows only of its own partitions why they have stopped.")
    @APIResponse(responseCode = "200", description = "All partitions, including those of other replicas")
    public Uni<RelayReport> relay() {
        return reports.report();
    }

    @POST
    @Path("{partition}/resume")
    @Operation(
            operationId = "resumeRelay",
            summary = "Publish again what Kafka has lost",
            description =
                    "For a partition that has stopped because Kafka has lost events that it acknowledged. The replica that leads it reads the partition in Kafka and publishes it from the first position that is missing there, in order. Events behind that position are published again, too; consumers ignore events that they already have. A repeated request changes nothing.")
    @APIResponse(
            responseCode = "204",
            description =
                    "The request is stored. The replica that leads the partition carries it out; `GET /commands/v1/admin/relay` shows the progress")
    @APIResponse(responseCode = "400", description = "`malformed-request`")
    @APIResponse(responseCode = "409", description = "`nothing-lost`")
    public Uni<RestResponse<Void>> resume(
            @PathParam("partition") @Min(0) @Max(Channels.PARTITIONS - 1) int partition,
            @Context SecurityContext security) {
        return relay.askToResume(partition)
                .onFailure()
                .transform(failure -> new StoreUnavailableException("MySQL did not answer", failure))
                .map(isLost -> {
                    if (!isLost) {
                        throw Problem.NOTHING_LOST.problem();
                    }
                    LOG.infof(
                            "%s lets partition %d be published from the first position that Kafka has lost",
                            CallerContext.caller(security).actor(), partition);
                    return RestResponse.noContent();
                });
    }
}
