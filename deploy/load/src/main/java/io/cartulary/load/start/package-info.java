/**
 * Measures how the services start, and what memory they take, as native binaries and on the JVM, beside an application
 * that does nothing. What is measured takes turns, round after round, so that whatever else the machine does hits all
 * alike.
 */
@NullMarked
package io.cartulary.load.start;

import org.jspecify.annotations.NullMarked;
