package io.cartulary.query.projection;

import io.cartulary.query.timeline.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * One event, and what it made of a view's state.
 *
 * @param before null when the event is the stream's first
 */
public record Step<S>(@Nullable S before, Recorded event, S after) {}
