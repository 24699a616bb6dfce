/**
 * Authentication: the form of a bearer token for either service, and what it says about its bearer. Both services read
 * tokens by the same rules; only the command service makes tokens, for guests.
 */
@NullMarked
package io.cartulary.service.access;

import org.jspecify.annotations.NullMarked;
