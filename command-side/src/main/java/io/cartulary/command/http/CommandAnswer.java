package io.cartulary.command.http;

import io.cartulary.command.eventsourcing.Outcome;
import io.cartulary.command.eventsourcing.Rejection;
import io.cartulary.contracts.Envelope;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.EntityTag;
import java.time.Instant;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/**
 * The answer to every command that is carried out.
 *
 * @param id the root id of the command's stream
 * @param version of the stream afterwards
 */
@Schema(description = "The answer to an accepted command")
public record CommandAnswer(
        @Schema(description = "The id of the cart, the order, the product or the entry of another register")
        String id,

        @Schema(description = "Its version after the command")
        long version) {

    private static final String CONSISTENCY_TOKEN = "Consistency-Token";

    /**
     * Maps an outcome to an HTTP response.
     *
     * @throws HttpProblem for every outcome but {@link Outcome.Done}
     */
    public static RestResponse<CommandAnswer> of(Outcome outcome, Status success, Object id) {
        return of(outcome, success, id, answer -> answer);
    }

    /**
     * The same, with another body.
     *
     * @param body makes the other body from the usual one
     */
    public static <T> RestResponse<T> of(Outcome outcome, Status success, Object id, Function<CommandAnswer, T> body) {
        return switch (outcome) {
            case Outcome.Done done ->
                ResponseBuilder.create(success, body.apply(new CommandAnswer(id.toString(), done.version())))
                        .tag(tag(done.version()))
                        .header(CONSISTENCY_TOKEN, done.stream().partition() + ":" + done.position())
                        .build();
            case Outcome.Rejected(Rejection rejection) -> throw new RejectionProblem(rejection).problem();
            case Outcome.Stale stale ->
                throw Problem.STALE_VERSION
                        .builder("It is at version " + stale.version() + " by now.")
                        .with("version", stale.version())
                        .with(
                                "since",
                                stale.since().stream().map(EventSince::of).toList())
                        .build();
            case Outcome.KeyReused _ -> throw Problem.IDEMPOTENCY_KEY_REUSED.problem();
        };
    }

    private static EntityTag tag(long version) {
        return new EntityTag(Long.toString(version));
    }

    /**
     * An event between the version the caller expected and the present one. It is a member of a problem, not a
     * resource's answer, so Quarkus doesn't register the class itself.
     */
    @RegisterForReflection
    record EventSince(long version, String type, Instant recordedAt, String actor) {

        static EventSince of(Envelope envelope) {
            return new EventSince(envelope.version(), envelope.type(), envelope.recordedAt(), envelope.actor());
        }
    }
}
