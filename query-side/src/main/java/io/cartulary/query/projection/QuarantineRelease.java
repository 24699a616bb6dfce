package io.cartulary.query.projection;

import io.cartulary.contracts.StreamId;
import io.cartulary.query.quarantine.Discarded;
import io.cartulary.query.quarantine.Quarantine;
import io.cartulary.query.quarantine.QuarantineConfig;
import io.cartulary.query.quarantine.Quarantined;
import io.cartulary.query.store.Cql;
import io.cartulary.query.topic.TopicRecord;
import io.cartulary.query.topic.TopicRecord.PositionedEvent;
import io.cartulary.query.topic.TopicRecord.UnidentifiedRecord;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Releases streams from the quarantine. Every method runs inside the serial executor, on the replica that projects the
 * stream; a repeated call changes nothing.
 */
@ApplicationScoped
class QuarantineRelease {

    private static final Logger LOG = Logger.getLogger(QuarantineRelease.class);

    private final Partitions partitions;
    private final BatchFold folding;
    private final SecondaryGenerations besides;
    private final ViewWriter writing;
    private final Quarantine quarantine;
    private final QuarantineConfig config;
    private final ConsumerOffsets offsets;

    QuarantineRelease(
            Partitions partitions,
            BatchFold folding,
            SecondaryGenerations besides,
            ViewWriter writing,
            Quarantine quarantine,
            QuarantineConfig config,
            ConsumerOffsets offsets) {
        this.partitions = partitions;
        this.folding = folding;
        this.besides = besides;
        this.writing = writing;
        this.quarantine = quarantine;
        this.config = config;
        this.offsets = offsets;
    }

    /** Loads the stored state of these partitions, and retries their streams: this may be a newer release. */
    Uni<Void> load(Collection<Integer> numbers, Assignment held) {
        return one(numbers.stream().filter(number -> !held.isLoaded(number)).toList(), number -> load(number, held));
    }

    private Uni<Void> load(int number, Assignment held) {
        return partitions.read(number).chain(partition -> {
            held.keep(partition);
            return resume(
                            partition.quarantined().stream()
                                    .map(Quarantined::streamId)
                                    .toList(),
                            held,
                            partition)
                    .onFailure()
                    .invoke(() -> held.forget(partition));
        });
    }

    /** Retries the waiting events of these streams. */
    Uni<Void> resume(List<StreamId> streams, Assignment held) {
        return one(
                streams,
                stream ->
                        resume(stream, held, held.partition(stream.partition())).replaceWithVoid());
    }

    private Uni<Void> resume(List<StreamId> streams, Assignment held, Partition partition) {
        return one(streams, stream -> resume(stream, held, partition).replaceWithVoid());
    }

    private static <T> Uni<Void> one(List<T> items, Function<T, Uni<? extends Void>> afterTheOther) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(afterTheOther)
                .onItem()
                .ignoreAsUni();
    }

    /** Folds the waiting events up to the first one that fails, and returns the reason. */
    Uni<Optional<String>> resume(StreamId stream, Assignment held, Partition partition) {
        return partition
                .quarantined(stream)
                .map(in -> in.isStray()
                        ? resumeStray(in, held, partition)
                        : page(in, partition.discardedThrough(stream), held, partition))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<String>> page(Quarantined in, long after, Assignment held, Partition partition) {
        return quarantine.waiting(in.streamId(), after, config.page()).chain(records -> {
            List<PositionedEvent> events = placed(records);
            if (events.size() < records.size()) {
                return Uni.createFrom().item(Optional.of("a record that waits does not tell its stream any more"));
            }
            if (events.isEmpty()) {
                return release(in, Math.max(after, in.version()), partition);
            }
            return folding.fold(in.streamId(), events, held)
                    .chain(folded -> besides.fold(folded, held))
                    .chain(folded -> writing.writeProjected(folded)
                            .invoke(() -> folded.rows().forEach(row -> held.keep(row.key(), row.state())))
                            .chain(() -> forget(in, folded))
                            .chain(() -> folded.found()
                                    .map(found -> stay(in, found, partition))
                                    .orElseGet(() -> page(in, events.getLast().version(), held, partition))));
        });
    }

    private static List<PositionedEvent> placed(List<ConsumerRecord<String, String>> records) {
        return records.stream()
                .map(TopicRecord::of)
                .filter(PositionedEvent.class::isInstance)
                .map(PositionedEvent.class::cast)
                .toList();
    }

    /** Removes the waiting events that are in the views. */
    private Uni<Void> forget(Quarantined in, FoldedStream folded) {
        List<PositionedEvent> done = folded.appended();
        if (done.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        long offset = done.stream().mapToLong(PositionedEvent::offset).max().orElseThrow();
        return writing.write(Stream.of(quarantine.forget(
                in.streamId(), done.getFirst().version() - 1, done.getLast().version(), offset)));
    }

    private Uni<Optional<String>> stay(Quarantined in, Quarantined found, Partition partition) {
        List<Cql> statements = new ArrayList<>(List.of(quarantine.put(found)));
        if (found.version() > in.version()) {
            statements.add(quarantine.release(in, found.version() - 1));
        }
        return writing.write(statements.stream()).map(_ -> {
            partition.release(in.streamId());
            partition.put(found);
            return Optional.of("version %d: %s".formatted(found.version(), found.reason()));
        });
    }

    private Uni<Optional<String>> release(Quarantined in, long upTo, Partition partition) {
        return writing.write(Stream.of(quarantine.release(in, upTo))).map(_ -> {
            forget(in, partition);
            LOG.infof("out of quarantine: stream %s, up to version %d", in.streamId(), upTo);
            return Optional.empty();
        });
    }

    private void forget(Quarantined in, Partition partition) {
        partition.release(in.streamId());
        // A quarantine that was full has room again.
        partition.halt().filter(halt -> !halt.rewound()).ifPresent(halt -> {
            partition.halt(halt.rewinding());
            offsets.rewind(partition.number(), halt.offset());
        });
    }

    /** A record whose stream can be read by now waits in that stream, which is retried. */
    private Uni<Optional<String>> resumeStray(Quarantined in, Assignment held, Partition partition) {
        return quarantine.stray(in).chain(kept -> switch (kept.map(TopicRecord::of)
                .orElse(null)) {
            case null -> release(in, in.version(), partition);
            case UnidentifiedRecord stray -> Uni.createFrom().item(Optional.of(stray.problem()));
            case PositionedEvent event -> {
                PoisonException late = PoisonException.late(event);
                Quarantined own = late.quarantined();
                yield writing.write(Stream.of(
                                quarantine.keep(event.streamId(), event.version(), event.raw()), quarantine.put(own)))
                        .invoke(() -> partition.put(own))
                        .chain(() -> release(in, in.version(), partition))
                        .chain(() -> resume(event.streamId(), held, partition));
            }
        });
    }

    /** Discards the waiting events. */
    Uni<Void> discard(Quarantined in, Operator operator, Partition partition) {
        return quarantine.last(in.streamId()).chain(last -> {
            long through = Math.max(last.orElse(in.version()), in.version());
            var discarded = new Discarded(
                    in.streamId(),
                    in.partition(),
                    through,
                    in.since(),
                    operator.actor(),
                    operator.why(),
                    operator.at(),
                    null);
            return writing.write(Stream.of(quarantine.discard(discarded)))
                    .chain(() -> writing.write(Stream.of(quarantine.release(in, through))))
                    .invoke(() -> {
                        partition.put(discarded);
                        forget(in, partition);
                        LOG.warnf(
                                "discarded: stream %s, versions %d to %d, by %s",
                                in.streamId(), in.version(), through, operator.actor());
                    });
        });
    }

    /** The operator of a discard, the reason and the time. */
    record Operator(String actor, String why, Instant at) {}
}
