package io.cartulary.command.relay;

import io.cartulary.contracts.Channels;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The relay's metrics, by partition. Those of partitions that another replica leads are 0. */
final class RelayMetrics {

    private final MeterRegistry metrics;
    private final Map<Integer, PartitionRelay> leading;
    private final List<Counter> published;

    /** @param leading the relays of the partitions that this replica leads at the moment */
    RelayMetrics(MeterRegistry metrics, Map<Integer, PartitionRelay> leading) {
        this.metrics = metrics;
        this.leading = leading;
        this.published = IntStream.range(0, Channels.PARTITIONS)
                .mapToObj(partition -> Counter.builder("cartulary.relay.published")
                        .description("events that Kafka has acknowledged to this replica, without replays")
                        .baseUnit("events")
                        .tags(tags(partition))
                        .register(metrics))
                .toList();
        gauges("cartulary.relay.leads", "partitions", "1 when this replica publishes the partition", _ -> 1);
        gauges(
                "cartulary.relay.backlog",
                "events",
                "events in the log that Kafka has not acknowledged",
                PartitionRelay::backlog);
        gauges(
                "cartulary.relay.age",
                "seconds",
                "seconds since the oldest event was recorded that Kafka has not acknowledged",
                RelayMetrics::age);
        gauges(
                "cartulary.relay.stopped",
                "partitions",
                "1 when a person has to look: the log and Kafka contradict each other",
                relay -> relay.isStopped() ? 1 : 0);
        gauges(
                "cartulary.relay.lost",
                "partitions",
                "1 when it has stopped because Kafka has lost events that it acknowledged",
                relay -> relay.loss() == null ? 0 : 1);
    }

    void published(int partition, long events) {
        published.get(partition).increment((double) events);
    }

    private void gauges(String name, String unit, String description, ToDoubleFunction<PartitionRelay> value) {
        for (int number = 0; number < Channels.PARTITIONS; number++) {
            int partition = number;
            Gauge.builder(name, leading, relays -> {
                        PartitionRelay relay = relays.get(partition);
                        return relay == null ? 0.0 : value.applyAsDouble(relay);
                    })
                    .description(description)
                    .baseUnit(unit)
                    .tags(tags(partition))
                    .register(metrics);
        }
    }

    private static double age(PartitionRelay relay) {
        Instant oldest = relay.oldestUnpublished();
        double seconds =
                oldest == null ? 0 : Duration.between(oldest, Instant.now()).toMillis() / 1000.0;
        return Math.max(0, seconds);
    }

    private static Tags tags(int partition) {
        return Tags.of("partition", Integer.toString(partition));
    }
}
