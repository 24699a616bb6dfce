/**
 * Commands that come over Kafka instead of HTTP, from other systems of the shop such as payment and stock. They end where
 * HTTP's do: in the same resources, with the same JSON, the same idempotency and the same problems.
 */
@NullMarked
package io.cartulary.command.channel;

import org.jspecify.annotations.NullMarked;
