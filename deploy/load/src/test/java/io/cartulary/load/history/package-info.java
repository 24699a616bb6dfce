/** The check finds each kind of damage, and nothing in a sound register. */
@NullMarked
package io.cartulary.load.history;

import org.jspecify.annotations.NullMarked;
