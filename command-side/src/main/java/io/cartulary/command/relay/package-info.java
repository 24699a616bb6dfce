/**
 * Publishes the log to Kafka: every partition's events in position order, at least once. No cursor is stored: the last
 * record in Kafka gives the position to resume from.
 */
@NullMarked
package io.cartulary.command.relay;

import org.jspecify.annotations.NullMarked;
