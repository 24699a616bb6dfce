/** Tests of access to the service. */
@NullMarked
package io.cartulary.query.security;

import org.jspecify.annotations.NullMarked;
