/**
 * Cassandra as the views need it: executing statements, creating and migrating tables, storing views as JSON. Nothing
 * here depends on a view's content.
 */
@NullMarked
package io.cartulary.query.store;

import org.jspecify.annotations.NullMarked;
