/**
 * From the log to Kafka: every partition's events in position order, at least once. No cursor is stored: the last
 * record in Kafka says where to go on.
 */
@NullMarked
package io.cartulary.command.relay;

import org.jspecify.annotations.NullMarked;
