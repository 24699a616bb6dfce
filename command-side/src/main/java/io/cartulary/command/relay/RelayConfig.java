package io.cartulary.command.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Limits of the relay. */
@ConfigMapping(prefix = "cartulary.relay")
public interface RelayConfig {

    /**
     * The maximum number of events of a partition that are on their way to Kafka, and that are read from the table at
     * once.
     */
    @WithDefault("500")
    @Min(1)
    @Max(10_000)
    int pageSize();

    /**
     * The number of events last committed here that are kept in memory for each partition until they are in Kafka.
     * Beyond that, the oldest are dropped, and read from the table later.
     */
    @WithDefault("2000")
    @Min(0)
    @Max(100_000)
    int bufferedEvents();

    /**
     * How long a replica leads a partition without renewing its lease: after the replica dies, nothing of the partition
     * is published for this time.
     */
    @WithDefault("10s")
    @NotNull
    @DurationMin(millis = 100)
    Duration lease();

    /** The pause between two reads of the log while other replicas commit. */
    @WithDefault("5ms")
    @NotNull
    @DurationMin(millis = 1)
    Duration pollSoonest();

    /** The pause between two reads of the log while it is idle: the pauses double up to this. */
    @WithDefault("1s")
    @NotNull
    @DurationMin(millis = 1)
    Duration pollLatest();

    /**
     * How long after its last acknowledgement a partition's broker is taken to know this replica's producer; afterwards,
     * the first record goes alone. Brokers forget a producer after {@code producer.id.expiration.ms}, a day by default.
     */
    @WithDefault("1h")
    @NotNull
    @DurationMin(millis = 1)
    Duration producerKnownFor();

    /**
     * How long a new producer's first record may be without Kafka's answer. After that the producer is replaced; once it has
     * had an acknowledgement, it never is.
     */
    @WithDefault("5s")
    @NotNull
    @DurationMin(millis = 1)
    Duration firstAnswerWithin();

    /** How long Kafka may take to return the last record of each partition. */
    @WithDefault("10s")
    @NotNull
    @DurationMin(millis = 100)
    Duration resumeWithin();

    /** The pause between two comparisons of the ends of Kafka's partitions with what Kafka has acknowledged. */
    @WithDefault("10s")
    @NotNull
    @DurationMin(millis = 100)
    Duration compareEndsEvery();

    /** How long a shutdown may wait for the events on their way to Kafka, and after that for the leases' release. */
    @WithDefault("2s")
    @NotNull
    Duration releaseWithin();

    /**
     * How long an operator's report waits for Kafka's last position of the partitions that other replicas lead. After
     * that the report is without these positions.
     */
    @WithDefault("2s")
    @NotNull
    @DurationMin(millis = 1)
    Duration reportWithin();
}
