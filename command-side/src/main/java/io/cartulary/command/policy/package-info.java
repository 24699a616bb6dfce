/**
 * Policies, which answer an event, or an idle stream, with a command. The replica that leads a partition reads the
 * partition's events from the log, starting at the progress in the table {@code policy_progress}.
 */
@NullMarked
package io.cartulary.command.policy;

import org.jspecify.annotations.NullMarked;
