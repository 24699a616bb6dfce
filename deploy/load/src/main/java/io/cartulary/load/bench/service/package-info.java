/** The command side over HTTP, and the way of its events to Kafka. */
@NullMarked
package io.cartulary.load.bench.service;

import org.jspecify.annotations.NullMarked;
