/** Tests of what lists of carts tell. */
@NullMarked
package io.cartulary.query.cart.list;

import org.jspecify.annotations.NullMarked;
