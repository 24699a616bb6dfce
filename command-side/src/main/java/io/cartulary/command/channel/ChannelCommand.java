package io.cartulary.command.channel;

import io.cartulary.command.http.CommandHeaders;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * A command that may come over the channel.
 *
 * @param type its permanent name in the header {@code ce_type}
 * @param body the type of the body
 * @param handling carries it out: the method that HTTP calls, too
 */
public record ChannelCommand<W>(String type, Class<W> body, Handling<W> handling) {

    /** Carries out a command, or fails as it does over HTTP. */
    @FunctionalInterface
    public interface Handling<W> {
        /** @param id the root id of the command's stream */
        Uni<? extends RestResponse<?>> handle(UUID id, W body, CommandHeaders headers);
    }
}
