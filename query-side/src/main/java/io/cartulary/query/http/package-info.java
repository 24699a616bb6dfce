/** What all resources share: problem details, entity tags, past moments. */
@NullMarked
package io.cartulary.query.http;

import org.jspecify.annotations.NullMarked;
