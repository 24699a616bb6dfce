/** Tests of the package. */
@NullMarked
package io.cartulary.query.timeline;

import org.jspecify.annotations.NullMarked;
