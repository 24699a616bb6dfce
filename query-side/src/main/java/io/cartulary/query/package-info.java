/** The query service: answers questions about carts, orders and products from views of the events. */
@NullMarked
package io.cartulary.query;

import org.jspecify.annotations.NullMarked;
