/** Shipping methods: where they go, and what they cost. */
@NullMarked
package io.cartulary.command.shipping;

import org.jspecify.annotations.NullMarked;
