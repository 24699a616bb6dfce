/**
 * The cart view: what is in a shopper's cart, now and at any moment before.
 */
@NullMarked
package io.cartulary.query.cart;

import org.jspecify.annotations.NullMarked;
