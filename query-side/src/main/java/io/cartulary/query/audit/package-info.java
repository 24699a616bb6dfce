/**
 * Looks whether the rows of the views are what their streams' events say, again and again and in the background: folds
 * streams from the timeline and compares.
 */
@NullMarked
package io.cartulary.query.audit;

import org.jspecify.annotations.NullMarked;
