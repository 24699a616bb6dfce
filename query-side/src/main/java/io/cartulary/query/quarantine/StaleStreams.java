package io.cartulary.query.quarantine;

import io.cartulary.contracts.Channels;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.http.StaleViews;
import io.cartulary.query.store.KnownGenerations;
import io.cartulary.query.store.Schema;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * The streams whose views are stale, of all partitions. This replica answers for the views of other replicas' partitions,
 * too, and reads their quarantine at an interval.
 */
@ApplicationScoped
class StaleStreams implements StaleViews {

    private static final Logger LOG = Logger.getLogger(StaleStreams.class);

    private final Schema schema;
    private final ProjectedPartitions partitions;
    private final QuarantineReader reader;
    private final KnownGenerations living;
    private final QuarantineConfig config;
    private final Map<Integer, PartitionQuarantine> elsewhere = new ConcurrentHashMap<>();
    private volatile Cancellable going = () -> {};

    StaleStreams(
            Schema schema,
            ProjectedPartitions partitions,
            QuarantineReader reader,
            KnownGenerations living,
            QuarantineConfig config) {
        this.schema = schema;
        this.partitions = partitions;
        this.reader = reader;
        this.living = living;
        this.config = config;
    }

    /** The quarantine of another replica's partitions is known after the next read. */
    @Override
    public Optional<Instant> since(StreamId stream) {
        return known(stream.partition())
                .flatMap(quarantine -> quarantine.staleSince(stream, living.living(stream.category())));
    }

    @Override
    public Optional<Instant> since(String category) {
        return IntStream.range(0, Channels.PARTITIONS)
                .mapToObj(this::known)
                .flatMap(Optional::stream)
                .flatMap(quarantine -> quarantine.staleSince(category, living.living(category)).stream())
                .min(Instant::compareTo);
    }

    private Optional<PartitionQuarantine> known(int partition) {
        return partitions.quarantine(partition).or(() -> Optional.ofNullable(elsewhere.get(partition)));
    }

    void start(@Observes StartupEvent started) {
        going = PartitionPoll.every(
                config.pollEvery(),
                schema,
                partition -> !partitions.has(partition),
                this::read,
                failure -> LOG.debugf("the quarantine was not read: %s", failure.getMessage()));
    }

    void stop(@Observes ShutdownEvent stopping) {
        going.cancel();
    }

    private Uni<Void> read(int partition) {
        return reader.read(partition)
                .invoke(read -> elsewhere.put(partition, read))
                .replaceWithVoid();
    }
}
