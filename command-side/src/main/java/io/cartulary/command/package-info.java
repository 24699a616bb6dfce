/** The command service: takes the wishes of shoppers and staff, decides them, and keeps what happened. */
@NullMarked
package io.cartulary.command;

import org.jspecify.annotations.NullMarked;
