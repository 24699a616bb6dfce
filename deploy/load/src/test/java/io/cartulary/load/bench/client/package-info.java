/** Tests of the benchmark: that it works, not its figures. */
@NullMarked
package io.cartulary.load.bench.client;

import org.jspecify.annotations.NullMarked;
