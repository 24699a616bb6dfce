package io.cartulary.command.http;

import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a command answers that has made a part of something.
 *
 * @param id of what the command was about
 * @param version of its stream afterwards
 * @param part the id of what was made: what later commands name it by
 */
@Schema(description = "What a command answers that has made a part of something, such as a shipment of an order")
public record PartAnswer(String id, long version, UUID part) {

    /** The usual answer, with that id. */
    public static Function<CommandAnswer, PartAnswer> naming(UUID part) {
        return answer -> new PartAnswer(answer.id(), answer.version(), part);
    }
}
