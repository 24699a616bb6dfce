/**
 * What all lists have in common: a bounded page, an opaque cursor, buckets that are read as one, and whose they are.
 */
@NullMarked
package io.cartulary.query.list;

import org.jspecify.annotations.NullMarked;
