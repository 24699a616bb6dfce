package io.cartulary.command.eventsourcing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What comes with every command beside the wish itself.
 *
 * @param commandId the same for every retry of the same wish
 * @param retryable whether the caller chose the command id, so that the same one may come again
 * @param expectedVersion the only version of the stream at which the caller wants this done, or null for any
 * @param actor who wishes it
 * @param correlationId shared by everything that one request of the outside world sets off
 * @param requestHash tells a retry from another wish under the same id
 */
public record CommandMetadata(
        UUID commandId,
        boolean retryable,
        @Nullable Long expectedVersion,
        String actor,
        String correlationId,
        String requestHash) {}
