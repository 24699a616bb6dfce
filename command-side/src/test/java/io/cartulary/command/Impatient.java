package io.cartulary.command;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.UUID;

/**
 * The profile of test classes that share one application with short waits, because starting another takes some seconds:
 * each class tests one of the waits.
 */
public final class Impatient implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                // a statement times out
                "cartulary.event-log.statement-within",
                "1s",
                // an order is completed
                "cartulary.order.complete-after",
                "1s",
                // an unpaid order is cancelled
                "cartulary.order.cancel-unpaid-after",
                "2s",
                // a missing topic is tried again
                "mp.messaging.outgoing.refused.topic",
                "refused-" + UUID.randomUUID(),
                "mp.messaging.outgoing.refused.max.block.ms",
                "200",
                "cartulary.channel.longest-pause",
                "200ms");
    }
}
