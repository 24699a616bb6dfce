/**
 * The vocabulary of the write side: a {@link io.cartulary.command.eventsourcing.Decider} decides a command, a
 * {@link io.cartulary.command.eventsourcing.CommandHandler} runs the decision on the present state of a stream and
 * appends the events to an {@link io.cartulary.command.eventsourcing.EventStore}. Nothing here knows MySQL, Kafka or
 * HTTP.
 */
@NullMarked
package io.cartulary.command.eventsourcing;

import org.jspecify.annotations.NullMarked;
