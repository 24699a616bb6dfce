/**
 * What the staff's registers share. An entry of a register is set as a whole, by a {@code PUT}: setting what is set
 * already changes nothing.
 */
@NullMarked
package io.cartulary.command.register;

import org.jspecify.annotations.NullMarked;
