/**
 * What a measurement is, and what it is measured with: subjects and rounds, the window of a load, its tally and costs,
 * and the results.
 */
@NullMarked
package io.cartulary.load.bench.measurement;

import org.jspecify.annotations.NullMarked;
