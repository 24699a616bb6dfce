/** Load over HTTP: clients that wait for each answer, and a steady rate of requests. */
@NullMarked
package io.cartulary.load.bench.client;

import org.jspecify.annotations.NullMarked;
