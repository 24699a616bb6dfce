/**
 * All that the two services share: the events and their permanent wire names, their envelope, the codec between event
 * and JSON, and the names of the Kafka topics between the services.
 */
@NullMarked
package io.cartulary.contracts;

import org.jspecify.annotations.NullMarked;
