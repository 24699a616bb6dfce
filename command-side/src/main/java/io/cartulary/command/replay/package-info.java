/**
 * Publishes again what Kafka has had before: a partition, a stream, or everything. Each partition's part is carried out
 * by the replica that leads the partition, between its live events, and goes on where it was when another takes over.
 */
@NullMarked
package io.cartulary.command.replay;

import org.jspecify.annotations.NullMarked;
