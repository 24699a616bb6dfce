package io.cartulary.command.eventsourcing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cartulary.contracts.Envelope;
import io.cartulary.contracts.StreamId;
import io.cartulary.service.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of every command.
 *
 * @param commandId the same for every retry of the same command
 * @param retryable whether the caller chose the command id, so that the same one may come again
 * @param expectedVersion the only version of the stream at which the caller wants this done, or null for any
 * @param context when it was sent, and by whom
 * @param correlationId shared by everything that one request of the outside world sets off
 * @param requestHash tells a retry from another command under the same id
 * @param guestCommandId the id of the same command when the guest sends it that the caller was; null when the caller has
 *     not shown a guest's token beside its own. Under either id it is the same command: whichever comes second adds nothing
 * @param causationId what the events name as their cause: the id by which the sender knows the command
 * @param traceparent the trace that the command is part of (W3C Trace Context); null when it is not traced
 */
public record CommandMetadata(
        UUID commandId,
        boolean retryable,
        @Nullable Long expectedVersion,
        DecisionContext context,
        String correlationId,
        String requestHash,
        @Nullable UUID guestCommandId,
        String causationId,
        @Nullable String traceparent) {

    /** Known by its command id, and not traced. */
    public CommandMetadata(
            UUID commandId,
            boolean retryable,
            @Nullable Long expectedVersion,
            DecisionContext context,
            String correlationId,
            String requestHash,
            @Nullable UUID guestCommandId) {
        this(
                commandId,
                retryable,
                expectedVersion,
                context,
                correlationId,
                requestHash,
                guestCommandId,
                commandId.toString(),
                null);
    }

    /** For a caller without a guest token. */
    public CommandMetadata(
            UUID commandId,
            boolean retryable,
            @Nullable Long expectedVersion,
            DecisionContext context,
            String correlationId,
            String requestHash) {
        this(commandId, retryable, expectedVersion, context, correlationId, requestHash, null);
    }

    /** The same command as part of a trace. */
    public CommandMetadata tracedBy(@Nullable String trace) {
        return new CommandMetadata(
                commandId,
                retryable,
                expectedVersion,
                context,
                correlationId,
                requestHash,
                guestCommandId,
                causationId,
                trace);
    }

    /** The ids under which it may have come before, its own first. */
    public List<UUID> ids() {
        return Stream.concat(Stream.of(commandId), Stream.ofNullable(guestCommandId))
                .toList();
    }

    /** Who sends it. */
    public Caller caller() {
        return context.caller();
    }

    /** The caller, as events record it. */
    public String actor() {
        return caller().actor();
    }

    /**
     * For a command that a policy derives from an event: the same for every delivery of that event, at the event's time.
     *
     * @param policy the policy's name: part of the command's id and actor, so the commands of two policies differ
     */
    public static CommandMetadata following(Envelope event, String policy) {
        String command = policy + ' ' + event.eventId();
        var following = new CommandMetadata(
                UUID.nameUUIDFromBytes(command.getBytes(UTF_8)),
                true,
                null,
                new DecisionContext(event.recordedAt(), Caller.policy(policy)),
                event.correlationId(),
                policy);
        return following.tracedBy(event.traceparent());
    }

    /**
     * For a command that a policy derives from a stream's idleness: carried out only while the stream is at that
     * version.
     *
     * @param now when the stream has been idle for long enough
     * @param policy the policy's name
     */
    public static CommandMetadata afterRestOf(StreamId stream, long version, Instant now, String policy) {
        String command = policy + ' ' + stream + ' ' + version;
        return new CommandMetadata(
                UUID.nameUUIDFromBytes(command.getBytes(UTF_8)),
                true,
                version,
                new DecisionContext(now, Caller.policy(policy)),
                command,
                policy);
    }
}
