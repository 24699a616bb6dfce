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

/** The auditor's findings, over HTTP. */
@Path("/queries/v1/admin/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operators")
@RolesAllowed(Role.Name.OPERATOR)
public class AuditResource {

    private final Findings findings;

    AuditResource(Findings findings) {
        this.findings = findings;
    }

    @GET
    @Operation(
            operationId = "getAudit",
            summary = "Get the findings of the auditor",
            description =
                    "The auditor folds streams again and compares the results with the rows of the views, lists and reports. Every replica audits the partitions that it projects; `admin/projections` lists them.")
    @APIResponse(responseCode = "200", description = "The progress and findings of this replica")
    public Audit audit() {
        return findings.report();
    }
}
