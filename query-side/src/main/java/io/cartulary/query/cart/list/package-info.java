/** Lists of carts: a customer's cart, the carts abandoned on a day, and the lines removed from carts. */
@NullMarked
package io.cartulary.query.cart.list;

import org.jspecify.annotations.NullMarked;
