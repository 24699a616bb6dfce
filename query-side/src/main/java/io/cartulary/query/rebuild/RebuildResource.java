package io.cartulary.query.rebuild;

import static java.util.stream.Collectors.toCollection;

import io.cartulary.query.http.Parameters;
import io.cartulary.query.rebuild.RebuildTransitions.Step;
import io.cartulary.query.store.GenerationTable;
import io.cartulary.query.view.Projection;
import io.cartulary.service.access.Role.Name;
import io.cartulary.service.http.CallerContext;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The operations of a rebuild for operators. */
@Path("/queries/v1/admin/rebuilds")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operators")
@RolesAllowed(Name.OPERATOR)
public class RebuildResource {

    private final Rebuilds rebuilds;
    private final PartitionProgressTable parts;
    private final GenerationTable generations;
    private final RowComparison comparing;
    private final Set<String> categories;

    RebuildResource(
            Rebuilds rebuilds,
            PartitionProgressTable parts,
            GenerationTable generations,
            RowComparison comparing,
            @All List<Projection<?>> views) {
        this.rebuilds = rebuilds;
        this.parts = parts;
        this.generations = generations;
        this.comparing = comparing;
        this.categories = views.stream().map(Projection::category).sorted().collect(toCollection(LinkedHashSet::new));
    }

    @Schema(name = "NewRebuild", description = "Which views to rebuild, with their lists and reports")
    public record Wanted(
            @Nullable
            @Schema(
                    description =
                            "Some of `cart`, `code`, `order`, `product`, `promotion`, `shipping` and `tax`. The default is all of them",
                    examples = "[\"order\"]",
                    maxItems = 7)
            List<String> views) {}

    @Schema(name = "RebuildActivation", description = "Whether rows may differ from those of the active views")
    public record Activation(
            @Schema(
                    description = "Activate the rebuilt views although rows differ from the active ones",
                    examples = "false")
            @Nullable
            Boolean despiteDifferences) {}

    /** All there is to show: at most one. */
    @Schema(name = "Rebuilds")
    public record Listed(List<RebuildReport> rebuilds) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "startRebuild",
            summary = "Rebuild views next to the active ones",
            description =
                    "From the first event of the topic. Queries use the active views until `activate`; new events are projected into both. If the first events are no longer in the topic, the rebuild waits for a replay (`POST /commands/v1/admin/replays`). When all events are projected, the rows of both generations are compared.")
    @APIResponse(
            responseCode = "202",
            description = "The rebuild is started; `Location` is where its progress is",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = RebuildReport.class)))
    @APIResponse(responseCode = "400", description = "`malformed-request`")
    @APIResponse(responseCode = "409", description = "`rebuild-under-way`")
    public Uni<RestResponse<RebuildReport>> begin(@Nullable Wanted wanted, @Context SecurityContext security) {
        String actor = CallerContext.caller(security).actor();
        return rebuilds.begin(wanted(wanted), actor)
                .chain(this::report)
                .map(report -> ResponseBuilder.create(RestResponse.Status.ACCEPTED, report)
                        .location(URI.create("/queries/v1/admin/rebuilds/" + report.id()))
                        .build());
    }

    @GET
    @Operation(
            operationId = "listRebuilds",
            summary = "List the latest rebuild",
            description = "At most one; empty if there has been no rebuild.")
    @APIResponse(responseCode = "200", description = "The latest rebuild, if there is one")
    public Uni<Listed> list() {
        return generations
                .read()
                .chain(now -> Rebuild.of(now)
                        .map(last -> report(last).map(report -> new Listed(List.of(report))))
                        .orElseGet(() -> Uni.createFrom().item(new Listed(List.of()))));
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getRebuild",
            summary = "Get the progress of a rebuild",
            description = "The number of projected events, and the differing rows.")
    @APIResponse(responseCode = "200", description = "The progress, as stored by the replicas after each batch")
    @APIResponse(responseCode = "404", description = "`no-such-rebuild`")
    public Uni<RebuildReport> show(@PathParam("id") String id) {
        return rebuilds.find(parsed(id)).chain(this::report);
    }

    @POST
    @Path("/{id}/pause")
    @Operation(
            operationId = "pauseRebuild",
            summary = "Pause a rebuild",
            description =
                    "Stops projecting earlier events and comparing, within a second. New events are still projected.")
    @APIResponse(responseCode = "200", description = "The rebuild is paused")
    @APIResponse(responseCode = "404", description = "`no-such-rebuild`")
    @APIResponse(responseCode = "409", description = "`rebuild-elsewhere`")
    public Uni<RebuildReport> pause(@PathParam("id") String id) {
        return take(id, RebuildTransitions::pause);
    }

    @POST
    @Path("/{id}/resume")
    @Operation(
            operationId = "resumeRebuild",
            summary = "Resume a paused rebuild",
            description = "Continues where it was paused.")
    @APIResponse(responseCode = "200", description = "The rebuild is resumed")
    @APIResponse(responseCode = "404", description = "`no-such-rebuild`")
    @APIResponse(responseCode = "409", description = "`rebuild-elsewhere`")
    public Uni<RebuildReport> resume(@PathParam("id") String id) {
        return take(id, RebuildTransitions::resume);
    }

    @POST
    @Path("/{id}/compare")
    @Operation(
            operationId = "compareRebuild",
            summary = "Compare the rows again",
            description = "Replaces the results of the previous comparison.")
    @APIResponse(responseCode = "200", description = "The rows are compared once all events are projected")
    @APIResponse(responseCode = "404", description = "`no-such-rebuild`")
    @APIResponse(responseCode = "409", description = "`rebuild-elsewhere`")
    public Uni<RebuildReport> compare(@PathParam("id") String id) {
        return take(id, RebuildTransitions::compareAnew);
    }

    @POST
    @Path("/{id}/activate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "activateRebuild",
            summary = "Activate the rebuilt views",
            description =
                    "All replicas answer queries from the rebuilt generation within a second. The previous generation is kept up to date until `drop`.")
    @APIResponse(responseCode = "200", description = "The rebuilt views are active")
    @APIResponse(responseCode = "404", description = "`no-such-rebuild`")
    @APIResponse(responseCode = "409", description = "`rebuild-elsewhere`, `rebuild-differs`")
    public Uni<RebuildReport> activate(@PathParam("id") String id, @Nullable Activation activation) {
        boolean despiteDifferences = activation != null && Boolean.TRUE.equals(activation.despiteDifferences());
        return rebuilds.activate(parsed(id), despiteDifferences).chain(this::report);
    }

    @POST
    @Path("/{id}/rollback")
    @Operation(
            operationId = "rollBackRebuild",
            summary = "Answer queries from the previous generation again",
            description = "The rebuilt generation is kept up to date and can be activated again.")
    @APIResponse(responseCode = "200", description = "The previous generation is active")
    @APIResponse(responseCode = "404", description = "`no-such-rebuild`")
    @APIResponse(responseCode = "409", description = "`rebuild-elsewhere`")
    public Uni<RebuildReport> rollBack(@PathParam("id") String id) {
        return take(id, RebuildTransitions::rollBack);
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(
            operationId = "cancelRebuild",
            summary = "Cancel a rebuild before it is activated",
            description = "Its tables are dropped some seconds later.")
    @APIResponse(responseCode = "200", description = "The rebuild is cancelled")
    @APIResponse(responseCode = "404", description = "`no-such-rebuild`")
    @APIResponse(responseCode = "409", description = "`rebuild-elsewhere`")
    public Uni<RebuildReport> cancel(@PathParam("id") String id) {
        return take(id, RebuildTransitions::cancel);
    }

    @POST
    @Path("/{id}/drop")
    @Operation(
            operationId = "dropGeneration",
            summary = "Drop the generation that does not answer queries",
            description =
                    "After `activate` the previous generation, after `rollback` the rebuilt one. This cannot be undone; the tables are dropped some seconds later.")
    @APIResponse(responseCode = "200", description = "The generation is dropped")
    @APIResponse(responseCode = "404", description = "`no-such-rebuild`")
    @APIResponse(responseCode = "409", description = "`rebuild-elsewhere`")
    public Uni<RebuildReport> drop(@PathParam("id") String id) {
        return take(id, RebuildTransitions::drop);
    }

    private Uni<RebuildReport> take(String id, Step step) {
        return rebuilds.take(parsed(id), step).chain(this::report);
    }

    private Uni<RebuildReport> report(Rebuild rebuild) {
        return Uni.combine()
                .all()
                .unis(parts.of(rebuild.id()), generations.read())
                .with((all, now) -> RebuildReport.of(rebuild, all, now, comparing));
    }

    private Set<String> wanted(@Nullable Wanted wanted) {
        if (wanted == null || wanted.views() == null) {
            return categories;
        }
        // An element may be null.
        if (wanted.views().isEmpty() || !categories.containsAll(wanted.views())) {
            throw Violation.at("/views", ViolationCode.NOT_ALLOWED, "has to be some of " + categories + '.')
                    .problem();
        }
        return new TreeSet<>(wanted.views());
    }

    private static UUID parsed(String id) {
        return Parameters.uuid("the rebuild's id", id);
    }
}
