/** Tests of what all lists share. */
@NullMarked
package io.cartulary.query.list;

import org.jspecify.annotations.NullMarked;
