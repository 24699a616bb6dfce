/**
 * What both services may know of each other, and nothing else: the events and their permanent wire names, the envelope
 * they travel in, the codec between the two, and the names of the Kafka channels where the services meet.
 */
@NullMarked
package io.cartulary.contracts;

import org.jspecify.annotations.NullMarked;
