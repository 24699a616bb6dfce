/** The command service: takes the commands of shoppers and staff, decides on them, and stores the events. */
@NullMarked
package io.cartulary.command;

import org.jspecify.annotations.NullMarked;
