/** Tests of what is known of tables without Cassandra. */
@NullMarked
package io.cartulary.query.store;

import org.jspecify.annotations.NullMarked;
