/**
 * Lists of carts and of what was in them: a customer's cart, a day's abandoned ones, and what was taken out of carts.
 */
@NullMarked
package io.cartulary.query.cart.list;

import org.jspecify.annotations.NullMarked;
