/** Journeys through both services, each a process of its own, on the real servers. */
@NullMarked
package io.cartulary.journeys;

import org.jspecify.annotations.NullMarked;
