/** Read your own writes: a query with the token of a command waits until the command's events are visible. */
@NullMarked
package io.cartulary.query.freshness;

import org.jspecify.annotations.NullMarked;
