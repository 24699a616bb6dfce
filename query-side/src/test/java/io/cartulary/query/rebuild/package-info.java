/** Tests of the transitions of generations, without Cassandra. */
@NullMarked
package io.cartulary.query.rebuild;

import org.jspecify.annotations.NullMarked;
