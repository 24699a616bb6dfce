/**
 * Compares the rows of the views with the fold of their streams' events from the timeline, continuously and in the
 * background.
 */
@NullMarked
package io.cartulary.query.audit;

import org.jspecify.annotations.NullMarked;
