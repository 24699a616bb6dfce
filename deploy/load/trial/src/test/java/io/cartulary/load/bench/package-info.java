/** Tests of the benchmark: that it works, not what it finds. */
@NullMarked
package io.cartulary.load.bench;

import org.jspecify.annotations.NullMarked;
