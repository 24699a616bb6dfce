/** Tests of the package. */
@NullMarked
package io.cartulary.query.freshness;

import org.jspecify.annotations.NullMarked;
