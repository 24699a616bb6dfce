/**
 * Commands that come over Kafka instead of HTTP, from other systems of the shop such as payment and stock. The same
 * resources carry them out, with the same JSON, idempotency and problems as over HTTP.
 */
@NullMarked
package io.cartulary.command.channel;

import org.jspecify.annotations.NullMarked;
