/** Puts load on Cartulary: to measure it, and to check afterwards that nothing answered was lost or duplicated. */
@NullMarked
package io.cartulary.load;

import org.jspecify.annotations.NullMarked;
