/** Traces across processes: what goes from a request into its events, and from there on. */
@NullMarked
package io.cartulary.service.tracing;

import org.jspecify.annotations.NullMarked;
