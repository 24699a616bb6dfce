/**
 * The product view: what a product is called and costs, now and at any moment before.
 */
@NullMarked
package io.cartulary.query.product;

import org.jspecify.annotations.NullMarked;
