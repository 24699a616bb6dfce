/** Tests of the command service as a whole. */
@NullMarked
package io.cartulary.command;

import org.jspecify.annotations.NullMarked;
