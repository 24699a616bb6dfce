package io.cartulary.query.live;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.History;
import io.cartulary.query.http.Parameters;
import io.cartulary.query.http.Problem;
import io.cartulary.query.live.Subscriptions.Reader;
import io.cartulary.query.timeline.MissingVersionsException;
import io.cartulary.service.access.Caller;
import io.cartulary.service.http.CallerContext;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.security.Principal;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Live events of streams over HTTP. */
@Path("/queries/v1/streams/{streamId}/events")
@Tag(name = "Streams")
// Admission decides who may follow which stream: products are public.
@PermitAll
public class StreamResource {

    private final Subscriptions followers;
    private final CurrentIdentityAssociation identity;

    StreamResource(Subscriptions followers, CurrentIdentityAssociation identity) {
        this.followers = followers;
        this.identity = identity;
    }

    @GET
    @Admission.Wanted
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    // No proxy may store or buffer the response: nginx does buffer, and needs a header of its own.
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(
            operationId = "followStream",
            summary = "Follow the events of a cart, an order or a product",
            description =
                    "Server-Sent Events: `id` is the version of the event, `event` its type, and `data` an entry of its history, as JSON. The stream starts with the first event. A reader that reconnects with `Last-Event-ID` continues after that version. Comments keep the connection alive. The stream ends when the token expires, when the cart is assigned to another owner, and when the reader is too slow. When an event is missing in the timeline, the last `event` is `problem`, with the code `timeline-incomplete` in its `data`.")
    @APIResponse(
            responseCode = "200",
            description = "The events, without end. The schema is that of the `data` of each event",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = History.Entry.class)))
    @APIResponse(responseCode = "401", description = "`unauthenticated`: only products are public")
    @APIResponse(responseCode = "404", description = "`no-such-cart`, `no-such-order`, `no-such-product`")
    @APIResponse(responseCode = "429", description = "`too-many-streams`")
    @APIResponse(responseCode = "503", description = "`too-many-readers`")
    public Multi<OutboundSseEvent> events(
            @PathParam("streamId") String streamId,
            @Parameter(
                            description = "The version after which to continue",
                            example = "3",
                            schema = @Schema(type = SchemaType.STRING, pattern = "[0-9]{1,19}"))
                    @HeaderParam("Last-Event-ID")
                    @Nullable
                    String lastEventId,
            @Context SecurityContext security,
            @Context HttpServerRequest request,
            @Context Sse sse) {
        StreamId stream = Parameters.stream(streamId);
        long version = lastEventId == null ? 0 : Parameters.number("Last-Event-ID", lastEventId, 0, Long.MAX_VALUE);
        Caller caller = CallerContext.caller(security);
        String address = CallerContext.address(security);
        followers.rejectIfFull(caller, address);
        return identity.getDeferredIdentity()
                .map(known -> new Reader(caller, address, expiry(known.getPrincipal()), () -> sendAway(request)))
                .onItem()
                .transformToMulti(reader -> followers.follow(stream, version, reader))
                .map(next -> next.map(event -> event(sse, event)).orElseGet(() -> heartbeat(sse)))
                .onFailure(MissingVersionsException.class)
                .recoverWithItem(failure -> incomplete(sse, failure));
    }

    /** Anonymous readers have no token that could expire. */
    private static Instant expiry(Principal reader) {
        return reader instanceof JsonWebToken token ? Instant.ofEpochSecond(token.getExpirationTime()) : Instant.MAX;
    }

    /** Closes at once, by Netty's own close: Vert.x would first wait until the reader has consumed the pending data. */
    private static void sendAway(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else if (request.connection() instanceof ConnectionBase connection) {
            var _ = connection.channelHandlerContext().close();
        }
    }

    private static OutboundSseEvent event(Sse sse, Envelope event) {
        return sse.newEventBuilder()
                .id(Long.toString(event.version()))
                .name(event.type())
                .data(History.Entry.class, History.Entry.of(event))
                .build();
    }

    /** Without an id, so that a reader that reconnects continues after its last event. */
    private static OutboundSseEvent incomplete(Sse sse, Throwable failure) {
        var problem = new StreamProblem(Problem.TIMELINE_INCOMPLETE.code(), String.valueOf(failure.getMessage()));
        return sse.newEventBuilder()
                .name("problem")
                .data(StreamProblem.class, problem)
                .build();
    }

    /** Why the stream ends. */
    @RegisterForReflection
    record StreamProblem(String code, String detail) {}

    private static OutboundSseEvent heartbeat(Sse sse) {
        return sse.newEventBuilder().comment("still here").build();
    }
}
