/** Two builds, measured in turns in one run, and the ratios of their figures: {@code deploy/load/bench --against}. */
@NullMarked
package io.cartulary.load.bench.against;

import org.jspecify.annotations.NullMarked;
