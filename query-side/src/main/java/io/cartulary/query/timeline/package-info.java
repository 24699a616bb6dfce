/** Every event of every stream, in order: the table for histories and for the folds of past moments. */
@NullMarked
package io.cartulary.query.timeline;

import org.jspecify.annotations.NullMarked;
