/**
 * Orders: from the checkout that places one to its completion. {@link io.cartulary.command.order.Order} has the states
 * and assigns each command to its rules, which are split into placement, payment, fulfilment and returns.
 */
@NullMarked
package io.cartulary.command.order;

import org.jspecify.annotations.NullMarked;
