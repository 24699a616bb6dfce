package io.cartulary.command.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Caller;
import java.util.UUID;

/**
 * Ids that are the same for every retry, and for one caller only: no caller gets another caller's answer by using the
 * same key.
 */
public final class CommandIds {

    private CommandIds() {}

    /** The id of the command that a caller sends under an {@code Idempotency-Key}. */
    public static UUID commandId(Caller caller, String idempotencyKey) {
        return UUID.nameUUIDFromBytes((caller.actor() + '\n' + idempotencyKey).getBytes(UTF_8));
    }

    /** The id of a stream that the command starts, or of its owner: the same key starts the same stream. */
    public static UUID rootId(String something, Caller caller, UUID commandId) {
        return UUID.nameUUIDFromBytes((something + '\n' + caller.actor() + '\n' + commandId).getBytes(UTF_8));
    }

    /** The id of something that the command makes in a stream: the same key makes something else in another stream. */
    public static UUID idOf(String something, StreamId stream, Caller caller, UUID commandId) {
        String name = String.join("\n", something, stream.toString(), caller.actor(), commandId.toString());
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }
}
