/**
 * Measures the services' starts and memory, as native binaries and on the JVM, compared with an application without
 * function. The subjects run in turn, round after round, so that other load on the machine affects all equally.
 */
@NullMarked
package io.cartulary.load.start;

import org.jspecify.annotations.NullMarked;
