/** A reverse proxy for local stacks: one origin for both services and the console. */
@NullMarked
package io.cartulary.gateway;

import org.jspecify.annotations.NullMarked;
