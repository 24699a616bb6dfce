/**
 * What carts and orders cost: pure functions of lines and terms, which the command side decides by and the query side shows
 * by. No clock, no I/O, no floating point.
 */
@NullMarked
package io.cartulary.contracts.pricing;

import org.jspecify.annotations.NullMarked;
