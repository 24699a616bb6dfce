/**
 * The engine: polls events, groups them by stream, folds them over the rows of the views, writes the last states,
 * stores the checkpoint, and commits. It finds the views by CDI and depends on none of them.
 */
@NullMarked
package io.cartulary.query.projection;

import org.jspecify.annotations.NullMarked;
