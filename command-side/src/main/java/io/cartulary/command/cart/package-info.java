/** Carts: what can be wished of one, what then happens, and the REST resource that takes the wishes. */
@NullMarked
package io.cartulary.command.cart;

import org.jspecify.annotations.NullMarked;
