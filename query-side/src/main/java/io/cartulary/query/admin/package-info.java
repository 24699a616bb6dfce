/** The projection progress of all replicas, for operators. */
@NullMarked
package io.cartulary.query.admin;

import org.jspecify.annotations.NullMarked;
