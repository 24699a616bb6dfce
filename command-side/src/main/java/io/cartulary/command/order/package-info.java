/**
 * Orders: from the checkout that places one to its completion. {@link io.cartulary.command.order.Order} has the states
 * and says who decides what; the deciding is split along an order's life: placement, payment, fulfilment, returns.
 */
@NullMarked
package io.cartulary.command.order;

import org.jspecify.annotations.NullMarked;
