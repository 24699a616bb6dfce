package io.cartulary.query.quarantine;

import static io.cartulary.query.http.Problem.NOT_IN_QUARANTINE;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.cartulary.contracts.Channels;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.Parameters;
import io.cartulary.query.quarantine.Request.Action;
import io.cartulary.service.access.Role.Name;
import io.cartulary.service.http.CallerContext;
import io.cartulary.service.http.Violation;
import io.cartulary.service.http.ViolationCode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Shows the quarantine to operators, and accepts their requests. */
@Path("/queries/v1/admin/quarantine")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operators")
@RolesAllowed(Name.OPERATOR)
public class QuarantineResource {

    private static final String DEFAULT_LIMIT = "100";
    private static final int MAX_LIMIT = 1000;
    private static final int MAX_REASON = 500;
    /** The interval at which the outcome of a request is read. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Quarantine quarantine;
    private final Requests requests;
    private final QuarantineConfig config;

    QuarantineResource(Quarantine quarantine, Requests requests, QuarantineConfig config) {
        this.quarantine = quarantine;
        this.requests = requests;
        this.config = config;
    }

    /** A page of streams. */
    @Schema(name = "QuarantinePage")
    public record Listed(
            List<Quarantined> streams,

            @Schema(description = "The cursor of the next page; missing on the last one") @Nullable
            String next) {}

    /** One stream in quarantine, or with discarded events. */
    @Schema(name = "QuarantinedStream")
    public record Shown(
            StreamId streamId,

            @Schema(
                    description =
                            "Why it is in quarantine; missing when it is released and continues after the discarded events")
            @Nullable
            Quarantined quarantined,

            @Schema(description = "The first waiting events")
            List<WaitingRecord> waiting,

            @Schema(description = "The discarded events, if there are any") @Nullable
            Discarded discarded) {}

    @Schema(name = "DiscardReason", description = "Why the events are discarded")
    public record Reason(
            @Nullable
            @Schema(required = true, examples = "lost with the old cluster, see incident 4711", maxLength = MAX_REASON)
            String why) {}

    @GET
    @Operation(
            operationId = "listQuarantine",
            summary = "List the streams in quarantine",
            description =
                    "Streams with an event that cannot be projected. Later events of the stream wait in order, and queries answer the state before it, with the header `Stale-Since`. A record that does not name its stream is listed as `record:<partition>-<offset>`.")
    @APIResponse(responseCode = "200", description = "A page of streams, by partition and name")
    public Uni<Listed> list(
            @QueryParam("limit")
                    @DefaultValue(DEFAULT_LIMIT)
                    @Parameter(
                            description = "The largest number of streams on the page",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000"))
                    String limit,
            @QueryParam("cursor") @Parameter(description = "`next` of the previous page") @Nullable String cursor) {
        int most = (int) Parameters.number("limit", limit, 1, MAX_LIMIT);
        Place from = Place.of(cursor);
        return Multi.createFrom()
                .range(from.partition(), Channels.PARTITIONS)
                .onItem()
                .transformToMultiAndConcatenate(
                        partition -> quarantine.of(partition, partition == from.partition() ? from.after() : ""))
                .skip()
                .repetitions(Comparator.comparing(found -> found.streamId().toString()))
                .select()
                .first(most + 1)
                .collect()
                .asList()
                .map(found -> page(found, most));
    }

    @GET
    @Path("/{streamId}")
    @Operation(
            operationId = "getQuarantinedStream",
            summary = "Get a stream in quarantine",
            description = "With the first events that wait, or that were discarded, as they were received.")
    @APIResponse(responseCode = "200", description = "The reason for the quarantine, and the events that wait")
    @APIResponse(responseCode = "404", description = "`not-in-quarantine`")
    public Uni<Shown> show(@PathParam("streamId") String streamId) {
        StreamId stream = Parameters.stream(streamId);
        return Uni.combine()
                .all()
                .unis(
                        quarantine.find(stream),
                        quarantine.discarded(stream),
                        quarantine.waiting(stream, Quarantined.NO_VERSION - 1, config.page()))
                .with((quarantined, discarded, waiting) -> shown(stream, quarantined, discarded, waiting));
    }

    @POST
    @Path("/{streamId}/resume")
    @Operation(
            operationId = "resumeStream",
            summary = "Project the events that wait",
            description =
                    "After the cause is removed: the service can read the event now, or a replay has delivered the missing one. Projects as many events as possible; `outcome` and `detail` describe the result. A repeated request changes nothing.")
    @APIResponse(responseCode = "200", description = "The request is carried out")
    @APIResponse(
            responseCode = "202",
            description = "The request is carried out once a replica projects the partition",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Request.class)))
    @APIResponse(responseCode = "404", description = "`not-in-quarantine`")
    public Uni<RestResponse<Request>> resume(
            @PathParam("streamId") String streamId, @Context SecurityContext security) {
        return ask(Parameters.stream(streamId), Action.RESUME, null, security);
    }

    @POST
    @Path("/{streamId}/discard")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "discardStream",
            summary = "Discard the events that wait",
            description =
                    "The views continue with the next event, without those that wait. Because they no longer match the events of the stream, answers have the header `Stale-Since` until the views are rebuilt. Discarded events are kept, with the operator and the reason. Only a rebuild brings them back into the views.")
    @APIResponse(responseCode = "200", description = "The request is carried out")
    @APIResponse(
            responseCode = "202",
            description = "The request is carried out once a replica projects the partition",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Request.class)))
    @APIResponse(responseCode = "400", description = "`malformed-request`")
    @APIResponse(responseCode = "404", description = "`not-in-quarantine`")
    public Uni<RestResponse<Request>> discard(
            @PathParam("streamId") String streamId, @Nullable Reason reason, @Context SecurityContext security) {
        String why = reason == null || reason.why() == null ? "" : reason.why().strip();
        if (why.isEmpty() || why.length() > MAX_REASON) {
            throw Violation.at("/why", ViolationCode.WRONG_LENGTH, "has 1 to %d characters.".formatted(MAX_REASON))
                    .problem();
        }
        return ask(Parameters.stream(streamId), Action.DISCARD, why, security);
    }

    private Uni<RestResponse<Request>> ask(
            StreamId stream, Action body, @Nullable String why, SecurityContext security) {
        String actor = CallerContext.caller(security).actor();
        return quarantine
                .find(stream)
                .map(found -> found.orElseThrow(() -> notIn(stream)))
                .map(_ -> new Request(
                        UUID.randomUUID(),
                        stream,
                        body,
                        actor,
                        why,
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        null,
                        null))
                .call(requests::store)
                .chain(this::answer);
    }

    /** Another replica may be the one that executes the request, or no replica for now. */
    private Uni<RestResponse<Request>> answer(Request request) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(LOOK_EVERY)
                .chain(() -> requests.find(request))
                .map(found -> found.orElse(request))
                .repeat()
                .until(found -> found.outcome() != null)
                .select()
                .first(config.answerWithin().dividedBy(LOOK_EVERY))
                .collect()
                .last()
                .chain(() -> requests.find(request))
                .map(found -> found.orElse(request))
                .map(found -> RestResponse.status(
                        found.outcome() == null ? RestResponse.Status.ACCEPTED : RestResponse.Status.OK, found));
    }

    private Shown shown(
            StreamId stream,
            Optional<Quarantined> quarantined,
            Optional<Discarded> discarded,
            List<ConsumerRecord<String, String>> waiting) {
        if (quarantined.isEmpty() && discarded.isEmpty()) {
            throw notIn(stream);
        }
        return new Shown(
                stream,
                quarantined.orElse(null),
                waiting.stream().map(WaitingRecord::of).toList(),
                discarded.orElse(null));
    }

    private static RuntimeException notIn(StreamId stream) {
        return NOT_IN_QUARANTINE.because(stream + " is not in quarantine.");
    }

    private static Listed page(List<Quarantined> found, int most) {
        List<Quarantined> streams = found.stream().limit(most).toList();
        return new Listed(streams, found.size() > most ? Place.behind(streams.getLast()) : null);
    }

    /** The start of a page. */
    private record Place(int partition, String after) {

        static Place of(@Nullable String cursor) {
            if (cursor == null) {
                return new Place(0, "");
            }
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(cursor), US_ASCII).split(" ", 2);
                return new Place(
                        (int) Parameters.number("cursor", parts[0], 0, Channels.PARTITIONS - 1),
                        StreamId.parse(parts[parts.length - 1]).toString());
            } catch (IllegalArgumentException _) {
                throw Violation.of("cursor", ViolationCode.NOT_ALLOWED, "is not one that a page has named as its next.")
                        .problem();
            }
        }

        static String behind(Quarantined last) {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((last.partition() + " " + last.streamId()).getBytes(US_ASCII));
        }
    }
}
