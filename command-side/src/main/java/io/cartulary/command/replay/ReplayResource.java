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
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Takes an operator's requests to publish events again. */
@Path("/commands/v1/admin/replays")
@Tag(name = OPERATOR)
@RolesAllowed(Name.OPERATOR)
public class ReplayResource {

    private final Replays replays;
    private final ReplayConfig config;

    ReplayResource(Replays replays, ReplayConfig config) {
        this.replays = replays;
        this.config = config;
    }

    @Schema(description = "What to publish again: one partition, one stream, or everything if neither is given")
    public record NewReplay(
            @Nullable @Min(0) @Max(Channels.PARTITIONS - 1) Integer partition,

            @Nullable @Schema(examples = "product:ESPRESSO-500G")
            String stream,

            @Nullable
            @Min(1)
            @Schema(
                    description =
                            "The rate limit of each replica that takes part. By default 1000; the maximum is 20,000 by default")
            Integer eventsPerSecond) {}

    @Schema(name = "ReplayAccepted")
    public record Accepted(UUID id) {}

    @Schema(name = "Replays")
    public record Listed(List<Replay> replays) {}

    @POST
    @Operation(
            operationId = "startReplay",
            summary = "Publish events again",
            description =
                    "Sends the events that exist at this moment to Kafka again, in order and alongside new events. Consumers ignore events that they already have.")
    @APIResponse(
            responseCode = "202",
            description = "The replay is started; `Location` is where its progress is",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Accepted.class)))
    @APIResponse(
            responseCode = "400",
            description = "`malformed-request`, `malformed-stream`, `events-per-second-out-of-range`")
    @APIResponse(responseCode = "404", description = "`nothing-to-replay`")
    @APIResponse(responseCode = "409", description = "`too-many-replays`")
    public Uni<RestResponse<Accepted>> ask(@Valid @NotNull NewReplay body) {
        return replays.ask(scope(body), eventsPerSecond(body)).map(asked -> switch (asked) {
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
    @Operation(operationId = "listReplays", summary = "List the latest replays", description = "Newest first.")
    @APIResponse(responseCode = "200", description = "The latest replays, newest first")
    public Uni<Listed> latest() {
        return replays.latest().map(Listed::new);
    }

    @GET
    @Path("{id}")
    @Operation(
            operationId = "getReplay",
            summary = "Get the progress of a replay",
            description = "The number of sent events and of all events, in each partition.")
    @APIResponse(responseCode = "200", description = "The replay and its progress")
    @APIResponse(responseCode = "404", description = "`no-such-replay`")
    public Uni<Replay> progress(@PathParam("id") UUID id) {
        return replays.find(id).map(ReplayResource::there);
    }

    @DELETE
    @Path("{id}")
    @Operation(
            operationId = "cancelReplay",
            summary = "Cancel a replay",
            description =
                    "The page of events that is being sent is still sent. Changes nothing if the replay is already cancelled.")
    @APIResponse(responseCode = "204", description = "The replay is cancelled")
    @APIResponse(responseCode = "404", description = "`no-such-replay`")
    @APIResponse(responseCode = "409", description = "`replay-done`")
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

    private static Scope scope(NewReplay body) {
        String stream = body.stream();
        if (stream == null) {
            return new Scope(body.partition(), null);
        }
        if (body.partition() != null) {
            throw Violation.at("/partition", ViolationCode.CONTRADICTORY, "can't be combined with a stream.")
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

    private int eventsPerSecond(NewReplay body) {
        Integer rate = body.eventsPerSecond();
        if (rate == null) {
            return config.eventsPerSecond();
        }
        if (rate > config.mostEventsPerSecond()) {
            throw Problem.EVENTS_PER_SECOND_OUT_OF_RANGE.because(
                    "At most " + config.mostEventsPerSecond() + " events a second may be replayed.");
        }
        return rate;
    }
}
