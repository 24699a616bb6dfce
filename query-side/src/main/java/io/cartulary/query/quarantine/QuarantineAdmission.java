package io.cartulary.query.quarantine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Puts streams into quarantine, as far as there is room, and logs each of them once. */
@Startup // so that its counter is there before the first stream comes
@ApplicationScoped
public class QuarantineAdmission {

    private static final Logger LOG = Logger.getLogger(QuarantineAdmission.class);

    private final QuarantineConfig config;
    private final Counter quarantines;

    QuarantineAdmission(QuarantineConfig config, MeterRegistry registry) {
        this.config = config;
        this.quarantines = Counter.builder("cartulary.projection.quarantines")
                .description("Streams that were put in quarantine")
                .baseUnit("streams")
                .register(registry);
    }

    /**
     * A stream for which there is no room.
     *
     * @param reason how many streams are in quarantine
     */
    public record Rejected(Quarantined stream, String reason) {}

    /**
     * The first of these streams for which there is no room, in the order of offsets; empty when there is room for all.
     * So many failing streams mean a wrong release.
     *
     * @param found may contain streams that are in quarantine already
     */
    public Optional<Rejected> rejected(Stream<Quarantined> found, IntFunction<PartitionQuarantine> partitions) {
        Map<Integer, Integer> sizes = new HashMap<>();
        return found.filter(stream -> isNew(stream, partitions.apply(stream.partition())))
                .sorted(Comparator.comparingLong(Quarantined::offset))
                .filter(stream -> sizes.merge(stream.partition(), 1, Integer::sum)
                                + partitions.apply(stream.partition()).size()
                        > config.streams())
                .findFirst()
                .map(stream -> new Rejected(
                        stream,
                        "%d streams are in quarantine already, the most there may be".formatted(config.streams())));
    }

    /** Call it only after the quarantine is written. */
    public void remember(Quarantined stream, PartitionQuarantine partition) {
        if (isNew(stream, partition)) {
            quarantines.increment();
            LOG.warnf(
                    "in quarantine: stream %s, version %d, partition %d, position %d, offset %d: %s",
                    stream.streamId(),
                    stream.version(),
                    stream.partition(),
                    stream.position(),
                    stream.offset(),
                    stream.reason());
        }
        partition.put(stream);
    }

    private static boolean isNew(Quarantined stream, PartitionQuarantine partition) {
        return partition.find(stream.streamId()).isEmpty();
    }
}
