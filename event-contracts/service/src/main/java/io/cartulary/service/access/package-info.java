/**
 * Who calls: what a bearer token has to look like for either service, and what it says about its bearer. Both services
 * read tokens by the same rules; only the command service makes any, for guests.
 */
@NullMarked
package io.cartulary.service.access;

import org.jspecify.annotations.NullMarked;
