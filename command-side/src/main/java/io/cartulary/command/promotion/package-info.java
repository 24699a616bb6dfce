/** Promotions, and the codes that give them. */
@NullMarked
package io.cartulary.command.promotion;

import org.jspecify.annotations.NullMarked;
