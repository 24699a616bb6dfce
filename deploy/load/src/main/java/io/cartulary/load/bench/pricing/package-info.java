/** What it takes to calculate what a cart costs. */
@NullMarked
package io.cartulary.load.bench.pricing;

import org.jspecify.annotations.NullMarked;
