package io.cartulary.command.eventlog;

import io.cartulary.command.eventsourcing.EventStore.StoreOverloadedException;
import java.time.Duration;

/**
 * The limits of one statement.
 *
 * @param commands the number of commands
 * @param bytes of JSON, without the last command's
 * @param patience how long a command may wait in the queue
 */
record BatchLimits(int commands, int bytes, Duration patience) {

    StoreOverloadedException late() {
        return new StoreOverloadedException("not stored within " + patience);
    }
}
