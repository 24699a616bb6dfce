/**
 * A shop under load, and the question that is asked after every fault: is all that was answered in the register, once, at
 * its place, and in Kafka in the same order? {@link io.cartulary.load.history.Shopping} sends commands and writes down
 * what was answered; {@link io.cartulary.load.history.Check} compares that with MySQL and Kafka. Both know the service
 * only by its HTTP interface, its table and its topic.
 */
@NullMarked
package io.cartulary.load.history;

import org.jspecify.annotations.NullMarked;
