/**
 * The event log in MySQL, the source of truth: one table whose unique keys serve as the sequencer, the lock and the
 * fence ({@code db/migration}).
 */
@NullMarked
package io.cartulary.command.eventlog;

import org.jspecify.annotations.NullMarked;
