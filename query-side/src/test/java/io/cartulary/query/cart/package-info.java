/** Tests of the cart view's fold. */
@NullMarked
package io.cartulary.query.cart;

import org.jspecify.annotations.NullMarked;
