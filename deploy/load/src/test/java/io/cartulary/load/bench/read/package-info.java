/** Tests of the benchmark: that it works, not its figures. */
@NullMarked
package io.cartulary.load.bench.read;

import org.jspecify.annotations.NullMarked;
