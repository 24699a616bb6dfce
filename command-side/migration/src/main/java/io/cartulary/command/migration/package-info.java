/**
 * The program that brings the event log's tables up to date. It is separate so that the service contains neither Flyway
 * nor JDBC, and may not change tables.
 */
@NullMarked
package io.cartulary.command.migration;

import org.jspecify.annotations.NullMarked;
