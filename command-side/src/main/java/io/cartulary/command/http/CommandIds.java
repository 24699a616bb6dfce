package io.cartulary.command.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Caller;
import java.util.UUID;

/** Ids that are the same for every retry, and for one caller only: nobody comes upon another's answer by the same key. */
public final class CommandIds {

    private CommandIds() {}

    /** Of the command that a caller sends under an {@code Idempotency-Key}. */
    public static UUID commandId(Caller caller, String idempotencyKey) {
        return UUID.nameUUIDFromBytes((caller.actor() + '\n' + idempotencyKey).getBytes(UTF_8));
    }

    /** Of a stream that the command begins, or of who owns it: the same key begins the same stream. */
    public static UUID rootId(String something, Caller caller, UUID commandId) {
        return UUID.nameUUIDFromBytes((something + '\n' + caller.actor() + '\n' + commandId).getBytes(UTF_8));
    }

    /** Of something that the command makes in a stream: the same key makes something else in another stream. */
    public static UUID idOf(String something, StreamId stream, Caller caller, UUID commandId) {
        String name = String.join("\n", something, stream.toString(), caller.actor(), commandId.toString());
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
    }
}
