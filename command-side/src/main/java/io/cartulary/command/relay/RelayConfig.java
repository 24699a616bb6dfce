package io.cartulary.command.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Bounds of the relay. */
@ConfigMapping(prefix = "cartulary.relay")
public interface RelayConfig {

    /** How many events of a partition are on their way to Kafka at most, and are read from the table at once. */
    @WithDefault("500")
    @Min(1)
    @Max(10_000)
    int pageSize();

    /**
     * How many of the events last committed here are kept in memory for each partition until Kafka has them. Beyond
     * that, the oldest are dropped, and read from the table when their turn comes.
     */
    @WithDefault("2000")
    @Min(0)
    @Max(100_000)
    int bufferedEvents();

    /**
     * How long a replica leads a partition without renewing its lease: so long nothing of the partition is published
     * when the replica dies.
     */
    @WithDefault("10s")
    @NotNull
    @DurationMin(millis = 100)
    Duration lease();

    /** The pause between two looks at the log while other replicas commit. */
    @WithDefault("5ms")
    @NotNull
    @DurationMin(millis = 1)
    Duration pollSoonest();

    /** The pause between two looks at the log while nothing happens: the pauses double up to this. */
    @WithDefault("1s")
    @NotNull
    @DurationMin(millis = 1)
    Duration pollLatest();

    /** How long Kafka may take to tell what stands last in each partition. */
    @WithDefault("10s")
    @NotNull
    @DurationMin(millis = 100)
    Duration resumeWithin();

    /** How long a stop may wait for what is on its way to Kafka, and after that for the leases' release. */
    @WithDefault("2s")
    @NotNull
    Duration releaseWithin();
}
