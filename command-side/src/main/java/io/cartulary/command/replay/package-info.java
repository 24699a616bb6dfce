/**
 * Publishes events again that are in Kafka already: of a partition, of a stream, or all. The replica that leads a
 * partition carries out the partition's part, between its live events; a new leader continues at the stored progress.
 */
@NullMarked
package io.cartulary.command.replay;

import org.jspecify.annotations.NullMarked;
