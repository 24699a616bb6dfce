/**
 * Cassandra, as much of it as the views need: statements to execute, tables that make and migrate themselves, rows that
 * hold a view as JSON. Nothing here knows what a view is about.
 */
@NullMarked
package io.cartulary.query.store;

import org.jspecify.annotations.NullMarked;
