/**
 * A stream's events as Server-Sent Events (HTML Living Standard, section 9.2): first the existing ones, then each new
 * one as soon as any replica has projected it.
 */
@NullMarked
package io.cartulary.query.live;

import org.jspecify.annotations.NullMarked;
