package io.cartulary.query.rebuild;

import static java.util.stream.Collectors.toCollection;

import io.cartulary.query.projection.View;
import io.cartulary.query.rebuild.Steering.Step;
import io.cartulary.query.store.GenerationTable;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Has operators steer a rebuild. */
@Path("/queries/v1/admin/rebuilds")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operators", description = "For operators only")
@RolesAllowed(Name.OPERATOR)
public class RebuildResource {

    private final Rebuilds rebuilds;
    private final Parts parts;
    private final GenerationTable generations;
    private final Comparing comparing;
    private final Set<String> categories;

    RebuildResource(
            Rebuilds rebuilds,
            Parts parts,
            GenerationTable generations,
            Comparing comparing,
            @All List<View<?>> views) {
        this.rebuilds = rebuilds;
        this.parts = parts;
        this.generations = generations;
        this.comparing = comparing;
        this.categories = views.stream().map(View::category).sorted().collect(toCollection(LinkedHashSet::new));
    }

    @Schema(description = "Which views to build anew, with the lists and reports that follow from them")
    public record Wanted(
            @Nullable
            @Schema(
                    description = "`cart`, `order` and `product`; all of them when it is missing",
                    examples = "[\"order\"]",
                    maxItems = 3)
            List<String> views) {}

    @Schema(description = "Whether rows may differ")
    public record Activation(
            @Schema(description = "Activate it although rows differ from the living ones", examples = "false") @Nullable
            Boolean despiteDifferences) {}

    /** All there is to show: at most one. */
    public record Listed(List<RebuildReport> rebuilds) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rebuild",
            summary = "Build views anew, beside the living ones",
            description =
                    "From the beginning of the topic. Queries are answered from the living ones until `activate`, and "
                            + "new events go into both. Where the topic has lost its beginning the rebuild waits for a replay "
                            + "(`POST /commands/v1/admin/replays`). When all is filled the rows are compared.")
    @APIResponse(responseCode = "202", description = "It has begun")
    @APIResponse(responseCode = "400", description = "`malformed-request`: there are no such views")
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
    @Operation(operationId = "rebuilds", summary = "The last rebuild, if there ever was one")
    @APIResponse(responseCode = "200", description = "One, or none")
    public Uni<Listed> list() {
        return generations
                .read()
                .chain(now -> Rebuild.of(now)
                        .map(last -> report(last).map(report -> new Listed(List.of(report))))
                        .orElseGet(() -> Uni.createFrom().item(new Listed(List.of()))));
    }

    @GET
    @Path("/{id}")
    @Operation(operationId = "rebuildProgress", summary = "How far it is, and what differs")
    @APIResponse(responseCode = "200", description = "As far as the replicas have stored it: after each batch")
    @APIResponse(responseCode = "404", description = "`no-such-rebuild`")
    public Uni<RebuildReport> show(@PathParam("id") String id) {
        return rebuilds.find(parsed(id)).chain(this::report);
    }

    @POST
    @Path("/{id}/pause")
    @Operation(
            operationId = "pauseRebuild",
            summary = "Fold and compare nothing for now",
            description = "Within a second or so. New events go into it all the same.")
    @APIResponse(responseCode = "200", description = "It is paused")
    @APIResponse(responseCode = "404", description = "`no-such-rebuild`")
    @APIResponse(responseCode = "409", description = "`rebuild-elsewhere`")
    public Uni<RebuildReport> pause(@PathParam("id") String id) {
        return take(id, Steering::pause);
    }

    @POST
    @Path("/{id}/resume")
    @Operation(operationId = "resumeRebuild", summary = "Go on where it was paused")
    @APIResponse(responseCode = "200", description = "It goes on")
    @APIResponse(responseCode = "404", description = "`no-such-rebuild`")
    @APIResponse(responseCode = "409", description = "`rebuild-elsewhere`")
    public Uni<RebuildReport> resume(@PathParam("id") String id) {
        return take(id, Steering::resume);
    }

    @POST
    @Path("/{id}/compare")
    @Operation(
            operationId = "compareRebuild",
            summary = "Compare the rows once more",
            description = "What was found before counts no longer.")
    @APIResponse(responseCode = "200", description = "They are compared, as soon as all is filled")
    @APIResponse(responseCode = "404", description = "`no-such-rebuild`")
    @APIResponse(responseCode = "409", description = "`rebuild-elsewhere`")
    public Uni<RebuildReport> compare(@PathParam("id") String id) {
        return take(id, Steering::compareAnew);
    }

    @POST
    @Path("/{id}/activate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "activateRebuild",
            summary = "Answer queries from the new generation",
            description = "Every replica does so within a second. The last generation is kept up to date until `drop`.")
    @APIResponse(responseCode = "200", description = "It is active")
    @APIResponse(responseCode = "404", description = "`no-such-rebuild`")
    @APIResponse(responseCode = "409", description = "`rebuild-elsewhere`, `rebuild-differs`")
    public Uni<RebuildReport> activate(@PathParam("id") String id, @Nullable Activation activation) {
        boolean despiteDifferences = activation != null && Boolean.TRUE.equals(activation.despiteDifferences());
        return rebuilds.activate(parsed(id), despiteDifferences).chain(this::report);
    }

    @POST
    @Path("/{id}/rollback")
    @Operation(operationId = "rollBackRebuild", summary = "Answer queries from the last generation again")
    @APIResponse(responseCode = "200", description = "It is rolled back, and may be activated again")
    @APIResponse(responseCode = "404", description = "`no-such-rebuild`")
    @APIResponse(responseCode = "409", description = "`rebuild-elsewhere`")
    public Uni<RebuildReport> rollBack(@PathParam("id") String id) {
        return take(id, Steering::rollBack);
    }

    @POST
    @Path("/{id}/cancel")
    @Operation(
            operationId = "cancelRebuild",
            summary = "Give it up before it is activated",
            description = "Its tables are dropped some seconds later.")
    @APIResponse(responseCode = "200", description = "It is given up")
    @APIResponse(responseCode = "404", description = "`no-such-rebuild`")
    @APIResponse(responseCode = "409", description = "`rebuild-elsewhere`")
    public Uni<RebuildReport> cancel(@PathParam("id") String id) {
        return take(id, Steering::cancel);
    }

    @POST
    @Path("/{id}/drop")
    @Operation(
            operationId = "dropGeneration",
            summary = "Give up the generation that does not answer queries",
            description =
                    "The last one after `activate`, the new one after `rollback`. There is no way back; its tables are "
                            + "dropped some seconds later.")
    @APIResponse(responseCode = "200", description = "It is given up")
    @APIResponse(responseCode = "404", description = "`no-such-rebuild`")
    @APIResponse(responseCode = "409", description = "`rebuild-elsewhere`")
    public Uni<RebuildReport> drop(@PathParam("id") String id) {
        return take(id, Steering::drop);
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
        // One of them may be null.
        if (wanted.views().isEmpty() || !categories.containsAll(wanted.views())) {
            throw Violation.at("/views", ViolationCode.NOT_ALLOWED, "has to be some of " + categories + '.')
                    .problem();
        }
        return new TreeSet<>(wanted.views());
    }

    private static UUID parsed(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw Violation.of("id", ViolationCode.WRONG_FORMAT, "is not a UUID.")
                    .problem();
        }
    }
}
