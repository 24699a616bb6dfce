package io.cartulary.query.audit;

import io.cartulary.service.access.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the auditor has found, over HTTP. */
@Path("/queries/v1/admin/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
@RolesAllowed(Role.Name.OPERATOR)
public class AuditResource {

    private final Findings findings;

    AuditResource(Findings findings) {
        this.findings = findings;
    }

    @GET
    @Operation(
            operationId = "audit",
            summary = "Whether the rows are what the events say, as far as this replica has looked",
            description = "The row of each view, and what the stream ought to have in the tables of lists and reports. "
                    + "Every replica looks at the streams of the partitions that it projects; "
                    + "`admin/projections` says which.")
    @APIResponse(responseCode = "200", description = "What was looked at and what was found")
    public Audit audit() {
        return findings.report();
    }
}
