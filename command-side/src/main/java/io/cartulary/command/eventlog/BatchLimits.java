package io.cartulary.command.eventlog;

import io.cartulary.command.eventsourcing.EventStore.StoreOverloadedException;
import java.time.Duration;

/**
 * What one statement stores at most.
 *
 * @param commands how many commands
 * @param bytes of JSON, but for the last command's
 * @param patience how long a command waits for its turn
 */
record BatchLimits(int commands, int bytes, Duration patience) {

    StoreOverloadedException late() {
        return new StoreOverloadedException("no turn within " + patience);
    }
}
