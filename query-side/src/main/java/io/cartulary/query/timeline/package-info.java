/**
 * Every event of every stream, in order: the table that history is read from, and every moment of the past is folded
 * from.
 */
@NullMarked
package io.cartulary.query.timeline;

import org.jspecify.annotations.NullMarked;
