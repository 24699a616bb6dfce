package io.cartulary.command.http;

import io.cartulary.command.eventsourcing.CommandHandler;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/**
 * The answer to a command that makes a part of something.
 *
 * @param id the root id of the command's stream
 * @param version of the stream afterwards
 * @param part the id of what was made, for use in later commands
 */
@Schema(description = "The answer to a command that creates a part of an order, such as a shipment")
public record PartAnswer(
        @Schema(description = "The id of the order") String id,

        @Schema(description = "Its version after the command")
        long version,

        @Schema(description = "The id of the new part, such as the shipment")
        UUID part) {

    /**
     * Maps the result of a command to an HTTP response.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem for every outcome but {@code Done}
     */
    public static RestResponse<PartAnswer> of(CommandHandler.Made made, UUID id) {
        return CommandAnswer.of(
                made.outcome(), Status.OK, id, answer -> new PartAnswer(answer.id(), answer.version(), made.part()));
    }
}
