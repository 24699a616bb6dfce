/**
 * Measures Cartulary against the machine's own limits. A {@link io.cartulary.load.bench.Subject} is something to be
 * measured, with what it needs around it; a {@link io.cartulary.load.bench.Measurement} is one figure of it. All
 * measurements take turns, round after round, so that whatever else the machine does hits all of them alike.
 */
@NullMarked
package io.cartulary.load.bench;

import org.jspecify.annotations.NullMarked;
