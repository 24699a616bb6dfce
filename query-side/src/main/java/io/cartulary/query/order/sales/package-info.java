/** The sales by day and currency, now and at any past moment. */
@NullMarked
package io.cartulary.query.order.sales;

import org.jspecify.annotations.NullMarked;
