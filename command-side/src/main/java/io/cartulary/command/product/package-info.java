/** Products: the only source of names and prices. */
@NullMarked
package io.cartulary.command.product;

import org.jspecify.annotations.NullMarked;
