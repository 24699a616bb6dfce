/**
 * Read your own writes: a query that brings the token of a command waits until what the command recorded is visible.
 */
@NullMarked
package io.cartulary.query.freshness;

import org.jspecify.annotations.NullMarked;
