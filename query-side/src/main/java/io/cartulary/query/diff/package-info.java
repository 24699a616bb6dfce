/**
 * The changes of a stream between two moments: the changed fields of its view, and the events that changed them. Folded
 * from the timeline by the view's own function.
 */
@NullMarked
package io.cartulary.query.diff;

import org.jspecify.annotations.NullMarked;
