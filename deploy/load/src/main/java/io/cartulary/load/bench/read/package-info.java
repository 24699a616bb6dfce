/** The query side: how fast it folds, catches up and rebuilds, what its queries take, and when a command is visible. */
@NullMarked
package io.cartulary.load.bench.read;

import org.jspecify.annotations.NullMarked;
