/** The product view: a product's name and price, now and at any past moment. */
@NullMarked
package io.cartulary.query.product;

import org.jspecify.annotations.NullMarked;
