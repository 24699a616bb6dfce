package io.cartulary.query.projection;

import io.cartulary.query.projection.Partition.StoppedPartition;
import io.cartulary.query.quarantine.QuarantineConfig;
import io.cartulary.query.quarantine.Quarantined;
import io.cartulary.query.topic.TopicRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Puts into quarantine as little as possible: a stream, or else it stops a partition. Logs it once. */
@ApplicationScoped
class QuarantineAdmission {

    private static final Logger LOG = Logger.getLogger(QuarantineAdmission.class);

    private final QuarantineConfig config;
    private final ProjectionMetrics metrics;

    QuarantineAdmission(QuarantineConfig config, ProjectionMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    private record Found(TopicRecord polled, Quarantined stream) {}

    /**
     * @throws StoppedPartitionException when the quarantine is full; that partition stops, because so many failing
     *     streams mean a wrong release
     */
    void admit(NewRecords unseen, List<FoldedStream> streams, Assignment held) {
        Map<Integer, Integer> sizes = new HashMap<>();
        found(unseen, streams, held)
                .sorted(Comparator.comparingLong(found -> found.polled().offset()))
                .forEach(found -> {
                    Partition partition = held.partition(found.polled().partition());
                    int size = sizes.merge(partition.number(), 1, Integer::sum)
                            + partition.quarantined().size();
                    if (size > config.streams()) {
                        var full = StoppedPartitionException.quarantineFull(found.polled(), config.streams());
                        halt(partition, StoppedPartition.at(full));
                        throw full;
                    }
                });
    }

    /** Streams that are not in quarantine yet. */
    private static Stream<Found> found(NewRecords unseen, List<FoldedStream> streams, Assignment held) {
        return Stream.concat(
                        streams.stream()
                                .map(FoldedStream::poison)
                                .filter(Objects::nonNull)
                                .map(poison -> new Found(poison.event(), poison.quarantined())),
                        unseen.strays().stream().map(stray -> new Found(stray, Quarantined.of(stray))))
                .filter(found -> held.partition(found.polled().partition())
                        .quarantined(found.stream().streamId())
                        .isEmpty());
    }

    /** Call it only after the quarantine is written. */
    void remember(NewRecords unseen, List<FoldedStream> streams, Assignment held) {
        Stream.concat(
                        streams.stream().flatMap(stream -> stream.found().stream()),
                        unseen.strays().stream().map(Quarantined::of))
                .forEach(stream -> quarantine(stream, held.partition(stream.partition())));
        unseen.halts().forEach((number, halt) -> halt(held.partition(number), halt));
    }

    private void quarantine(Quarantined stream, Partition partition) {
        if (partition.quarantined(stream.streamId()).isEmpty()) {
            metrics.quarantined();
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

    private static void halt(Partition partition, Optional<StoppedPartition> next) {
        next.ifPresentOrElse(halt -> halt(partition, halt), () -> goOn(partition));
    }

    private static void halt(Partition partition, StoppedPartition halt) {
        if (partition.halt().filter(known -> known.offset() == halt.offset()).isEmpty()) {
            LOG.errorf("a partition is stopped: %s", halt.reason());
        }
        partition.halt(halt);
    }

    private static void goOn(Partition partition) {
        if (partition.halt().isPresent()) {
            LOG.infof("partition %d resumes", partition.number());
            partition.halt(null);
        }
    }
}
