/**
 * Rebuilding views next to the active ones. A rebuild creates the next generation of the tables of some views, projects
 * every new event into it, too, folds the earlier events from the beginning of the topic, and compares the two
 * generations row by row. An operator then activates the new generation for queries; the old one is kept up to date for
 * a rollback until it is dropped.
 *
 * <p>An operator's request is a state in the table {@code generation}, which every replica reads once a second; the
 * replicas do the work for the partitions that they project, so it is shared, and continues elsewhere when a replica
 * fails.
 */
@NullMarked
package io.cartulary.query.rebuild;

import org.jspecify.annotations.NullMarked;
