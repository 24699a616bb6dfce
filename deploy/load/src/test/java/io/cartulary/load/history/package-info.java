/** The check finds each kind of damage, and nothing in a register that is sound. */
@NullMarked
package io.cartulary.load.history;

import org.jspecify.annotations.NullMarked;
