/** Tax rates by country and region. */
@NullMarked
package io.cartulary.command.tax;

import org.jspecify.annotations.NullMarked;
