/**
 * The program that brings the event log's tables up to date. It is one of its own so that the service carries neither
 * Flyway nor JDBC, and may not change tables.
 */
@NullMarked
package io.cartulary.command.migration;

import org.jspecify.annotations.NullMarked;
