/**
 * The way of an event: polls events, groups them by stream, folds them over the rows of the views, writes the last
 * states, stores the checkpoint, and commits. It finds the views by CDI and depends on none of them. It puts streams
 * into {@code quarantine}, and lets them out by the interfaces that it implements there; {@code rebuild} depends on it,
 * and not the other way round.
 */
@NullMarked
package io.cartulary.query.projection;

import org.jspecify.annotations.NullMarked;
