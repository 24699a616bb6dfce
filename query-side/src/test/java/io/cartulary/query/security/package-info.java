/** That nobody is where they don't belong. */
@NullMarked
package io.cartulary.query.security;

import org.jspecify.annotations.NullMarked;
