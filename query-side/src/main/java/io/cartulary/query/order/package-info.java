/** The order view: the items ordered, payments, shipments and returns, now and at any past moment. */
@NullMarked
package io.cartulary.query.order;

import org.jspecify.annotations.NullMarked;
