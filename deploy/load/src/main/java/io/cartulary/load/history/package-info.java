/**
 * A shop under load, and the question after every fault: is every answered command in the register, once, at its place,
 * and in Kafka in the same order? {@link io.cartulary.load.history.Shopping} sends commands and records the answers;
 * {@link io.cartulary.load.history.Check} compares them with MySQL and Kafka. Both know the service only by its HTTP
 * interface, its table and its topic.
 */
@NullMarked
package io.cartulary.load.history;

import org.jspecify.annotations.NullMarked;
