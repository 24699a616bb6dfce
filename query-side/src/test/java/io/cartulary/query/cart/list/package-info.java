/** Tests of the lists of carts. */
@NullMarked
package io.cartulary.query.cart.list;

import org.jspecify.annotations.NullMarked;
