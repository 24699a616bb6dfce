/**
 * A stream's events as they happen, as Server-Sent Events (HTML Living Standard, section 9.2): first those that are
 * there, then each one as soon as it is projected, by whichever replica.
 */
@NullMarked
package io.cartulary.query.live;

import org.jspecify.annotations.NullMarked;
