/** Carts: their commands, the decisions on them, and the REST resource. */
@NullMarked
package io.cartulary.command.cart;

import org.jspecify.annotations.NullMarked;
