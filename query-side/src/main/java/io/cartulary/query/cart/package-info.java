/** The cart view: the contents of a shopper's cart, now and at any past moment. */
@NullMarked
package io.cartulary.query.cart;

import org.jspecify.annotations.NullMarked;
