/**
 * What follows by itself: policies that answer an event, or its absence, with a command. The replica that leads a
 * partition follows the partition's events in the log, as far as the table {@code policy_progress} says it has come.
 */
@NullMarked
package io.cartulary.command.policy;

import org.jspecify.annotations.NullMarked;
