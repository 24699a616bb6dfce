/**
 * What all lists share: a bounded page, an opaque cursor, buckets that are read as one, and the check of the customer.
 */
@NullMarked
package io.cartulary.query.list;

import org.jspecify.annotations.NullMarked;
