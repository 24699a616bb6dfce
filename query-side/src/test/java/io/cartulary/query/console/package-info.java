/** Tests of what the console says. */
@NullMarked
package io.cartulary.query.console;

import org.jspecify.annotations.NullMarked;
