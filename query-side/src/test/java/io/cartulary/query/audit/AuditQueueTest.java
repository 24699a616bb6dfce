package io.cartulary.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.projection.StreamsProjected;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditQueueTest {

    private static final StreamId ONE = new StreamId("cart", "one");
    private static final StreamId OTHER = new StreamId("cart", "other");
    private static final StreamId THIRD = new StreamId("cart", "third");

    private final AuditQueue queue = new AuditQueue(new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(AuditConfig.class)
            .withDefaultValue("cartulary.audit.recent", "2")
            .build()
            .getConfigMapping(AuditConfig.class));

    @Test
    void a_changed_stream_waits_once_and_the_one_that_waits_longest_makes_room() {
        queue.changed(new StreamsProjected(List.of(ONE, OTHER, OTHER, THIRD)));

        assertThat(queue.next()).contains(OTHER);
        assertThat(queue.next()).contains(THIRD);
        assertThat(queue.next()).isEmpty();
    }
}
