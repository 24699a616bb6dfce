/** The view of the tax rates: those of each country and region, now and at any past moment. */
@NullMarked
package io.cartulary.query.tax;

import org.jspecify.annotations.NullMarked;
