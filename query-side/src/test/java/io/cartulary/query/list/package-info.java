/** Tests of what all lists have in common. */
@NullMarked
package io.cartulary.query.list;

import org.jspecify.annotations.NullMarked;
