/** The HTTP edge of the query service. */
@NullMarked
package io.cartulary.query.http;

import org.jspecify.annotations.NullMarked;
