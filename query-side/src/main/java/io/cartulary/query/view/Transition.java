package io.cartulary.query.view;

import io.cartulary.query.timeline.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * One event, and the state of a view before and after it.
 *
 * @param before null when the event is the stream's first
 */
public record Transition<S>(@Nullable S before, RecordedEvent event, S after) {}
