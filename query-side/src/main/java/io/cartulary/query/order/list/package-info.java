/**
 * Lists of orders: a customer's, a day's, and those of one number, now and at any moment before.
 */
@NullMarked
package io.cartulary.query.order.list;

import org.jspecify.annotations.NullMarked;
