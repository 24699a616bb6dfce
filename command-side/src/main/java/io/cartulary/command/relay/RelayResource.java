package io.cartulary.command.relay;

import static io.cartulary.command.http.Tags.OPERATOR;

import io.cartulary.service.access.Role.Name;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows an operator how far the relay is. */
@Path("/commands/v1/admin/relay")
@Tag(name = OPERATOR)
@RolesAllowed(Name.OPERATOR)
public class RelayResource {

    private final RelayReports reports;

    RelayResource(RelayReports reports) {
        this.reports = reports;
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
}
