/**
 * What has become of a stream between two moments: the fields of its view that have other values, and the events that
 * changed them. Folded from the timeline, by the view's own function.
 */
@NullMarked
package io.cartulary.query.diff;

import org.jspecify.annotations.NullMarked;
