/** Tests of tables without Cassandra. */
@NullMarked
package io.cartulary.query.store;

import org.jspecify.annotations.NullMarked;
