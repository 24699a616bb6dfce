/**
 * Measures Cartulary against the machine's own limits. A {@link io.cartulary.load.bench.measurement.Subject} has
 * measurements and what they need; a {@link io.cartulary.load.bench.measurement.Measurement} is one figure of it. All
 * measurements run in turn, round after round, so that other load on the machine affects all of them equally.
 */
@NullMarked
package io.cartulary.load.bench;

import org.jspecify.annotations.NullMarked;
