package io.cartulary.command.eventsourcing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Caller;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What comes with every command beside the wish itself.
 *
 * @param commandId the same for every retry of the same wish
 * @param retryable whether the caller chose the command id, so that the same one may come again
 * @param expectedVersion the only version of the stream at which the caller wants this done, or null for any
 * @param caller who wishes it
 * @param correlationId shared by everything that one request of the outside world sets off
 * @param requestHash tells a retry from another wish under the same id
 * @param guestCommandId the id of the same command when the guest sends it that the caller was; null when the caller has
 *     not shown a guest's token beside its own. Under either id it is the same command: whichever comes second adds nothing
 */
public record CommandMetadata(
        UUID commandId,
        boolean retryable,
        @Nullable Long expectedVersion,
        Caller caller,
        String correlationId,
        String requestHash,
        @Nullable UUID guestCommandId) {

    /** Of a caller who is nobody else. */
    public CommandMetadata(
            UUID commandId,
            boolean retryable,
            @Nullable Long expectedVersion,
            Caller caller,
            String correlationId,
            String requestHash) {
        this(commandId, retryable, expectedVersion, caller, correlationId, requestHash, null);
    }

    /** The ids under which it may have come before, its own first. */
    public List<UUID> ids() {
        return Stream.concat(Stream.of(commandId), Stream.ofNullable(guestCommandId))
                .toList();
    }

    /** Who wishes it, as events have it. */
    public String actor() {
        return caller.actor();
    }

    /**
     * For a command that follows from an event by itself: the same for each time that the event is brought.
     *
     * @param policy what wishes it; the command's actor and the event's commands are told apart by it
     */
    public static CommandMetadata following(Envelope event, String policy) {
        String command = policy + ' ' + event.eventId();
        return new CommandMetadata(
                UUID.nameUUIDFromBytes(command.getBytes(UTF_8)),
                true,
                null,
                Caller.policy(policy),
                event.correlationId(),
                policy);
    }

    /**
     * For a command that follows from a stream's rest by itself: carried out only while the stream is at that version.
     *
     * @param policy what wishes it
     */
    public static CommandMetadata afterRestOf(StreamId stream, long version, String policy) {
        String command = policy + ' ' + stream + ' ' + version;
        return new CommandMetadata(
                UUID.nameUUIDFromBytes(command.getBytes(UTF_8)), true, version, Caller.policy(policy), command, policy);
    }
}
