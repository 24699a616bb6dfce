/** Lists of orders by customer, day, number and attention, now and at any past moment. */
@NullMarked
package io.cartulary.query.order.list;

import org.jspecify.annotations.NullMarked;
