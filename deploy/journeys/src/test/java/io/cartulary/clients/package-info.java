/**
 * The OpenAPI documents as the makers of clients see them: linted, compared with those of the last release, and made into
 * clients. The tools and their versions are in {@code deploy/clients}.
 */
@NullMarked
package io.cartulary.clients;

import org.jspecify.annotations.NullMarked;
