/** Tests of the package. */
@NullMarked
package io.cartulary.query.product;

import org.jspecify.annotations.NullMarked;
