@NullMarked
package io.cartulary.load.bench.against;

import org.jspecify.annotations.NullMarked;
