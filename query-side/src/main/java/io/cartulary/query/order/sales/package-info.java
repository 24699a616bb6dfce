/**
 * What orders have added to the sales and taken back, by day and currency, now and at any moment before.
 */
@NullMarked
package io.cartulary.query.order.sales;

import org.jspecify.annotations.NullMarked;
