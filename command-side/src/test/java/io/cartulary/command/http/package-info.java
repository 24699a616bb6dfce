/** The HTTP edge of the command service. */
@NullMarked
package io.cartulary.command.http;

import org.jspecify.annotations.NullMarked;
