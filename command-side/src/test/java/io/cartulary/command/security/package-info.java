/** That nobody is where they don't belong. */
@NullMarked
package io.cartulary.command.security;

import org.jspecify.annotations.NullMarked;
