package io.cartulary.command.replay;

import static io.cartulary.command.http.Tags.OPERATOR;

import io.cartulary.command.http.Problem;
import io.cartulary.command.replay.Replay.State;
import io.cartulary.command.replay.Replays.Asked;
import io.cartulary.command.replay.Replays.Scope;
import io.cartulary.contracts.Channels;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Role.Name;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Takes what an operator wants published again. */
@Path("/commands/v1/admin/replays")
@Tag(name = OPERATOR, description = "For operators only")
@RolesAllowed(Name.OPERATOR)
public class ReplayResource {

    private final Replays replays;
    private final ReplayConfig config;

    ReplayResource(Replays replays, ReplayConfig config) {
        this.replays = replays;
        this.config = config;
    }

    @Schema(description = "What to publish again: one partition, one stream, or everything when neither is given")
    public record Wish(
            @Nullable @Min(0) @Max(Channels.PARTITIONS - 1) Integer partition,

            @Nullable @Schema(examples = "product:ESPRESSO-500G")
            String stream,

            @Nullable @Min(1) @Schema(description = "At most so many, of each replica that has a part in it")
            Integer eventsPerSecond) {}

    public record Accepted(UUID id) {}

    public record Listed(List<Replay> replays) {}

    @POST
    @Operation(
            summary = "Publish again",
            description =
                    "For operators. Sends the events there are at this moment to Kafka again, in order and beside the live ones. Consumers ignore what they have.")
    @APIResponse(responseCode = "202", description = "It runs; `Location` tells its progress")
    @APIResponse(
            responseCode = "400",
            description = "`malformed-request`, `malformed-stream`, `events-per-second-out-of-range`")
    @APIResponse(responseCode = "404", description = "`nothing-to-replay`: there are no such events")
    @APIResponse(responseCode = "409", description = "`too-many-replays`: as many run as may")
    public Uni<RestResponse<Accepted>> ask(@Valid @NotNull Wish wish) {
        return replays.ask(scope(wish), eventsPerSecond(wish)).map(asked -> switch (asked) {
            case Asked.Accepted(UUID id) ->
                ResponseBuilder.accepted(new Accepted(id))
                        .location(URI.create("/commands/v1/admin/replays/" + id))
                        .build();
            case Asked.NothingThere _ -> throw Problem.NOTHING_TO_REPLAY.problem();
            case Asked.TooMany _ ->
                throw Problem.TOO_MANY_REPLAYS.because(
                        config.running() + " replays run already. Wait for one, or cancel it.");
        });
    }

    @GET
    @Operation(summary = "The latest replays", description = "For operators.")
    @APIResponse(responseCode = "200", description = "The latest first")
    public Uni<Listed> latest() {
        return replays.latest().map(Listed::new);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A replay and how far it has come", description = "For operators.")
    @APIResponse(responseCode = "200", description = "How far it has come")
    @APIResponse(responseCode = "404", description = "`no-such-replay`")
    public Uni<Replay> progress(@PathParam("id") UUID id) {
        return replays.find(id).map(ReplayResource::there);
    }

    @DELETE
    @Path("{id}")
    @Operation(
            summary = "Cancel a replay",
            description = "For operators. A page that is under way still goes out. Cancelled again, nothing happens.")
    @APIResponse(responseCode = "204", description = "It is cancelled")
    @APIResponse(responseCode = "404", description = "`no-such-replay`")
    @APIResponse(responseCode = "409", description = "`replay-done`: it is too late")
    public Uni<Void> cancel(@PathParam("id") UUID id) {
        return replays.cancel(id)
                .chain(() -> replays.find(id))
                .map(ReplayResource::there)
                .invoke(replay -> {
                    if (replay.state() == State.DONE) {
                        throw Problem.REPLAY_DONE.problem();
                    }
                })
                .replaceWithVoid();
    }

    private static Replay there(Optional<Replay> found) {
        return found.orElseThrow(Problem.NO_SUCH_REPLAY::problem);
    }

    private static Scope scope(Wish wish) {
        String stream = wish.stream();
        if (stream == null) {
            return new Scope(wish.partition(), null);
        }
        if (wish.partition() != null) {
            throw Violation.at(
                            "/partition",
                            ViolationCode.CONTRADICTORY,
                            "can't be there beside a stream, which has its partition.")
                    .problem();
        }
        try {
            return new Scope(null, StreamId.parse(stream));
        } catch (IllegalArgumentException e) {
            throw malformedStream();
        }
    }

    private static HttpProblem malformedStream() {
        return Problem.MALFORMED_STREAM.problem();
    }

    private int eventsPerSecond(Wish wish) {
        Integer wished = wish.eventsPerSecond();
        if (wished == null) {
            return config.eventsPerSecond();
        }
        if (wished > config.mostEventsPerSecond()) {
            throw Problem.EVENTS_PER_SECOND_OUT_OF_RANGE.because(
                    "At most " + config.mostEventsPerSecond() + " events a second may be replayed.");
        }
        return wished;
    }
}
