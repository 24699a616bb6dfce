/** The view of the shipping methods, now and at any past moment. */
@NullMarked
package io.cartulary.query.shipping;

import org.jspecify.annotations.NullMarked;
