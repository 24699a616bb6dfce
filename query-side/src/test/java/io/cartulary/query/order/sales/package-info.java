/** Tests of the sales. */
@NullMarked
package io.cartulary.query.order.sales;

import org.jspecify.annotations.NullMarked;
