package io.cartulary.command.channel;

import io.cartulary.command.channel.DeadLetters.Item;
import io.cartulary.command.http.Tags;
import io.cartulary.service.access.Role.Name;
import io.cartulary.service.http.EdgeProblem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows an operator the records of the channel that could not be read, and sends them again. */
@Path("/commands/v1/admin/set-aside")
@Tag(name = Tags.OPERATOR)
@RolesAllowed(Name.OPERATOR)
public class DeadLetterResource {

    private final DeadLetters setAside;

    DeadLetterResource(DeadLetters setAside) {
        this.setAside = setAside;
    }

    /** @param items the latest first */
    @Schema(name = "SetAsideRecords")
    public record Listed(List<Item> items) {}

    @GET
    @Operation(
            operationId = "listSetAsideRecords",
            summary = "List the records that are set aside",
            description =
                    "Records of the command topic that are not commands, or that failed because of an internal error.")
    public Uni<Listed> list() {
        return setAside.latest().map(Listed::new);
    }

    @POST
    @Path("/{partition}/{offset}/replay")
    @Operation(
            operationId = "replaySetAsideRecord",
            summary = "Send a record to the command topic again",
            description = "The command is carried out once, however often it is sent.")
    @APIResponse(responseCode = "200", description = "The record is sent again")
    @APIResponse(responseCode = "404", description = "`not-found`: nothing is set aside at that place")
    public Uni<Item> replay(@PathParam("partition") int partition, @PathParam("offset") long offset) {
        return setAside.sendAgain(partition, offset)
                .map(sent ->
                        sent.orElseThrow(() -> EdgeProblem.NOT_FOUND.because("Nothing is set aside at that place.")));
    }
}
