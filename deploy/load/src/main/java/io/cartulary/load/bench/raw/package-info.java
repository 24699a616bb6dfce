/** The limits of MySQL itself: rows like those of the event log, by the driver alone. */
@NullMarked
package io.cartulary.load.bench.raw;

import org.jspecify.annotations.NullMarked;
