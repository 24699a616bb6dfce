/**
 * The vocabulary of the write side: a {@link io.cartulary.command.eventsourcing.Decider} says what a command leads to,
 * a {@link io.cartulary.command.eventsourcing.CommandHandler} puts it to the present state of a stream and hands the
 * events to an {@link io.cartulary.command.eventsourcing.EventStore}. Nothing here knows MySQL, Kafka or HTTP.
 */
@NullMarked
package io.cartulary.command.eventsourcing;

import org.jspecify.annotations.NullMarked;
