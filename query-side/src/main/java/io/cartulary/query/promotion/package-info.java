/** The views of promotions and of their codes, now and at any past moment. */
@NullMarked
package io.cartulary.query.promotion;

import org.jspecify.annotations.NullMarked;
