/** Tests of the order view's fold. */
@NullMarked
package io.cartulary.query.order;

import org.jspecify.annotations.NullMarked;
