/** Puts load on Cartulary: to measure it, and to check afterwards that nothing of what it answered was lost or doubled. */
@NullMarked
package io.cartulary.load;

import org.jspecify.annotations.NullMarked;
