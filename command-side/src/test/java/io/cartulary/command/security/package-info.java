/** Tests of access: every caller reaches only what it may reach. */
@NullMarked
package io.cartulary.command.security;

import org.jspecify.annotations.NullMarked;
