/** Journeys through both services, as separate processes on the real servers. */
@NullMarked
package io.cartulary.journeys;

import org.jspecify.annotations.NullMarked;
