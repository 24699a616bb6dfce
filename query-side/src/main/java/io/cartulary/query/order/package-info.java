/**
 * The order view: what was ordered, paid, shipped and returned, now and at any moment before.
 */
@NullMarked
package io.cartulary.query.order;

import org.jspecify.annotations.NullMarked;
