/** The command side's engine without HTTP: on any number of replicas, lengths of streams and sizes of the store. */
@NullMarked
package io.cartulary.load.bench.engine;

import org.jspecify.annotations.NullMarked;
