package io.cartulary.query.projection;

import io.cartulary.contracts.Channels;
import io.cartulary.contracts.StreamId;
import io.cartulary.query.quarantine.QuarantineConfig;
import io.cartulary.query.quarantine.Quarantined;
import io.cartulary.query.quarantine.Request;
import io.cartulary.query.quarantine.Request.Outcome;
import io.cartulary.query.quarantine.Requests;
import io.cartulary.query.store.GenerationTable;
import io.cartulary.query.store.KnownGenerations;
import io.cartulary.query.store.Schema;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Checks the partitions at an interval: executes operators' requests in the partitions of this replica, reads the
 * quarantine of the others, because this replica answers for their views, too, and reads which generations are active.
 */
@ApplicationScoped
public class Rounds {

    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final Schema schema;
    private final Assignments assignments;
    private final Partitions partitions;
    private final QuarantineRelease releases;
    private final Requests requests;
    private final GenerationAssigner joining;
    private final GenerationTable generations;
    private final KnownGenerations living;
    private final SerialExecutor turns;
    private final QuarantineConfig config;
    private final Map<Integer, Partition> elsewhere = new ConcurrentHashMap<>();
    private volatile Cancellable going = () -> {};

    Rounds(
            Schema schema,
            Assignments assignments,
            Partitions partitions,
            QuarantineRelease releases,
            Requests requests,
            GenerationAssigner joining,
            GenerationTable generations,
            KnownGenerations living,
            SerialExecutor turns,
            QuarantineConfig config) {
        this.schema = schema;
        this.assignments = assignments;
        this.partitions = partitions;
        this.releases = releases;
        this.requests = requests;
        this.joining = joining;
        this.generations = generations;
        this.living = living;
        this.turns = turns;
        this.config = config;
    }

    /**
     * Since when the views of the stream are stale; empty while they match its events. The quarantine of another
     * replica's partitions is known after the next round.
     */
    public Optional<Instant> staleSince(StreamId stream) {
        return known(stream.partition())
                .flatMap(partition -> partition.staleSince(stream, living.living(stream.category())));
    }

    /**
     * Since when the answer for a whole category may be incomplete: the earliest instant among its stale streams, and
     * records in quarantine without a stream.
     */
    public Optional<Instant> staleSince(String category) {
        return IntStream.range(0, Channels.PARTITIONS)
                .mapToObj(this::known)
                .flatMap(Optional::stream)
                .flatMap(partition -> partition.staleSince(category, living.living(category)).stream())
                .min(Instant::compareTo);
    }

    private Optional<Partition> known(int number) {
        return assignments.current().find(number).or(() -> Optional.ofNullable(elsewhere.get(number)));
    }

    void start(@Observes StartupEvent started) {
        going = Multi.createFrom()
                .ticks()
                .every(config.pollEvery())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> round())
                .subscribe()
                .with(_ -> {}, failure -> LOG.error("the rounds have ended: a defect", failure));
    }

    void stop(@Observes ShutdownEvent stopping) {
        going.cancel();
    }

    private Uni<Void> round() {
        if (!schema.isReady()) {
            return Uni.createFrom().voidItem();
        }
        Assignment held = assignments.current();
        return generations
                .read()
                .onItem()
                .transformToMulti(_ -> Multi.createFrom().range(0, Channels.PARTITIONS))
                .onItem()
                .transformToUniAndConcatenate(
                        number -> held.partitions().contains(number) ? attend(number, held) : look(number))
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .invoke(failure -> LOG.debugf("the round has failed: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> look(int number) {
        return partitions
                .read(number)
                .invoke(partition -> elsewhere.put(number, partition))
                .replaceWithVoid();
    }

    private Uni<Void> attend(int number, Assignment held) {
        return requests.of(number).chain(requested -> {
            boolean idle = held.isLoaded(number)
                    && requested.stream()
                            .allMatch(request -> held.partition(number).isDone(request.id()));
            Uni<Void> attended = idle ? Uni.createFrom().voidItem() : turns.take(() -> attend(number, requested, held));
            return attended.chain(() -> held.find(number)
                    .map(joining::attend)
                    .orElseGet(() -> Uni.createFrom().voidItem()));
        });
    }

    private Uni<Void> attend(int number, List<Request> requested, Assignment held) {
        return releases.load(List.of(number), held)
                .map(_ -> held.partition(number))
                .chain(partition -> Multi.createFrom()
                        .iterable(requested)
                        .filter(request -> !partition.isDone(request.id()))
                        .onItem()
                        .transformToUniAndConcatenate(request -> carryOut(request, held, partition))
                        .onItem()
                        .ignoreAsUni());
    }

    private Uni<Void> carryOut(Request request, Assignment held, Partition partition) {
        if (request.outcome() != null) {
            // Written by a replica that assumed to project the partition: the state in memory is outdated.
            assignments.renew();
            return Uni.createFrom().voidItem();
        }
        return partition
                .quarantined(request.streamId())
                .map(in -> carryOut(request, in, held, partition))
                .orElseGet(() -> Uni.createFrom().item(request.done(Outcome.NOT_IN_QUARANTINE, null)))
                .chain(requests::store)
                .invoke(() -> partition.done(List.of(request.id())));
    }

    private Uni<Request> carryOut(Request request, Quarantined in, Assignment held, Partition partition) {
        return switch (request.wish()) {
            case RESUME ->
                releases.resume(in.streamId(), held, partition)
                        .map(problem -> problem.map(left -> request.done(Outcome.STILL_IN_QUARANTINE, left))
                                .orElseGet(() -> request.done(Outcome.RESUMED, null)));
            case DISCARD ->
                releases.discard(
                                in,
                                new QuarantineRelease.Operator(
                                        request.actor(),
                                        Optional.ofNullable(request.why()).orElse(""),
                                        request.at()),
                                partition)
                        .map(_ -> request.done(Outcome.DISCARDED, null));
        };
    }
}
