package io.cartulary.query.admin;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.Parameters;
import io.cartulary.query.http.Problem;
import io.cartulary.query.quarantine.Quarantine;
import io.cartulary.query.timeline.Repairs;
import io.cartulary.service.access.Role;
import io.cartulary.service.http.CallerContext;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Takes an operator's request to write a stream's timeline again. */
@Path("/queries/v1/admin/streams/{streamId}/repair")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operators")
@RolesAllowed(Role.Name.OPERATOR)
public class RepairResource {

    private static final Logger LOG = Logger.getLogger(RepairResource.class);

    private final Repairs repairs;
    private final Quarantine quarantine;

    RepairResource(Repairs repairs, Quarantine quarantine) {
        this.repairs = repairs;
        this.quarantine = quarantine;
    }

    /**
     * The accepted request.
     *
     * @param until until then, copies of the stream's events are written to the timeline again
     */
    @RegisterForReflection
    @Schema(name = "TimelineRepair")
    public record Accepted(
            @Schema(examples = "cart:0190f1d2-7c3e-7a10-8000-0000000000cc")
            String stream,

            @Schema(description = "Until then, copies of the stream's events are written to the timeline again")
            Instant until) {}

    @POST
    @Operation(
            operationId = "repairStream",
            summary = "Write a stream's timeline again",
            description =
                    "For a stream whose queries answer `timeline-incomplete`. For a day from now, each copy of one of its events is written to the timeline again, over rows that were deleted by hand before this request. A replay of the stream at the command side (`POST /commands/v1/admin/replays` with `stream`) makes the copies. A repeated request changes nothing, except that the day starts again.")
    @APIResponse(
            responseCode = "202",
            description = "The request is stored: now start the replay",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Accepted.class)))
    @APIResponse(responseCode = "400", description = "`malformed-request`")
    @APIResponse(responseCode = "409", description = "`events-discarded`")
    public Uni<RestResponse<Accepted>> repair(
            @PathParam("streamId") String streamId, @Context SecurityContext security) {
        StreamId stream = Parameters.stream(streamId);
        String actor = CallerContext.caller(security).actor();
        // later than any deletion before, in the unit that Cassandra keeps
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        return quarantine
                .discarded(stream)
                .invoke(discarded -> {
                    if (discarded.filter(given -> !given.isRebuilt()).isPresent()) {
                        throw Problem.EVENTS_DISCARDED.because("Events of %s were discarded.".formatted(stream));
                    }
                })
                .chain(() -> repairs.ask(stream, actor, now))
                .map(_ -> {
                    LOG.infof("%s lets the timeline of %s be written again", actor, stream);
                    return RestResponse.status(
                            Status.ACCEPTED, new Accepted(stream.toString(), now.plus(Repairs.OPEN)));
                });
    }
}
